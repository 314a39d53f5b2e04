// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/journeys/route_drawer.hpp"
#include "engine/bake/table/layers.hpp"
#include "engine/bake/table/options.hpp"
#include "engine/route/flows/flow_table.hpp"

#include <memory>
#include <vector>

namespace tamga::bake {

/// An origin-destination table, and the layers that are made of it: NAME, a line for each pair of
/// places with the weights of its journeys added up, and NAME_places, a point for each place with
/// what leaves it, arrives, and stays; and where lines are bundled NAME_corridors, a line for each
/// stretch that they share, with what goes along it.
///
/// Each zoom has lines and places of its own: places that are near at the zoom are one, and their
/// flows are added up; the deepest zoom has all places. What is drawn, what begins and ends in one
/// place, and what there is no room for always sum to the input, at each zoom and in each period.
class RouteSource {
public:
    /// Reads the table. Records that are not journeys are bad; see read_flows(). The layers' large
    /// arrays lie in `storage`.
    RouteSource(const plan::Layer& plan, bool strict, const Storage& storage);

    /// Makes the same of journeys that are added up already; `read` is how many they are.
    RouteSource(const plan::Layer& plan, route::FlowTable journeys, std::uint64_t read,
                const Storage& storage);

    /// The layers, without features yet. They are the caller's, and must outlive this.
    std::vector<std::unique_ptr<ReadLayer>> take_layers();

    /// Makes the layers' features, when their zooms are decided. The layers lie where they lay.
    void draw(const Options& options, plan::ZoomSpan zooms);

    /// What is said of the lines.
    const plan::Layer& plan() const { return layers_.lines->plan; }

private:
    void make_layers(const plan::Layer& plan, const Storage& storage);
    void take_table(route::FlowTable table);

    route::FlowTable table_;
    double cluster_px_;
    std::vector<std::unique_ptr<ReadLayer>> new_layers_;  ///< Until they are taken.
    RouteLayers layers_;
};

}  // namespace tamga::bake
