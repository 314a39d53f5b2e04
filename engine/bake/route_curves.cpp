// SPDX-License-Identifier: MIT
#include "engine/bake/route_curves.hpp"

#include "engine/route/bow_choice.hpp"

#include <cmath>

namespace tamga::bake {
namespace {

std::uint64_t pair_of(const route::Flow& flow) {
    return (std::uint64_t{flow.from} << 32) | flow.to;
}

}  // namespace

RouteCurves::RouteCurves(const route::FlowTable& table, std::span<const route::Flow> flows,
                         int zoom)
    : table_{table} {
    std::vector<route::MapPoint> points;
    for (const route::FlowPlace& place : table.places()) {
        points.push_back(route::mercator(place.position));
    }
    std::vector<route::CurveEnds> ends;
    for (const route::Flow& flow : flows) {
        ends.push_back({flow.from, flow.to});
    }
    const auto bows = route::choose_bows(points, ends, std::ldexp(1.0 / 512, -zoom));
    for (std::size_t i = 0; i < flows.size(); ++i) {
        bows_[pair_of(flows[i])] = bows[i];
    }
}

route::Path RouteCurves::path(const route::Flow& flow, double tolerance) const {
    return route::bezier_path(table_.places()[flow.from].position,
                              table_.places()[flow.to].position, bows_.at(pair_of(flow)),
                              tolerance);
}

}  // namespace tamga::bake
