// SPDX-License-Identifier: MIT
#include "engine/route/lines/flow_curves.hpp"

#include "engine/route/lines/curvature_choice.hpp"

#include <cmath>

namespace tamga::route {
namespace {

std::uint64_t pair_of(const Flow& flow) { return (std::uint64_t{flow.from} << 32) | flow.to; }

}  // namespace

FlowCurves::FlowCurves(const FlowTable& table, std::span<const Flow> flows, int zoom)
    : table_{table} {
    std::vector<geo::MercatorPoint> points;
    for (const FlowPlace& place : table.places()) {
        points.push_back(mercator(place.position));
    }
    std::vector<CurveEnds> ends;
    for (const Flow& flow : flows) {
        ends.push_back({flow.from, flow.to});
    }
    const auto curvatures = choose_curvatures(points, ends, std::ldexp(1.0 / 512, -zoom));
    for (std::size_t i = 0; i < flows.size(); ++i) {
        curvatures_[pair_of(flows[i])] = curvatures[i];
    }
}

Path FlowCurves::path(const Flow& flow, double tolerance) const {
    return bezier_path(table_.places()[flow.from].position, table_.places()[flow.to].position,
                       curvatures_.at(pair_of(flow)), tolerance);
}

}  // namespace tamga::route
