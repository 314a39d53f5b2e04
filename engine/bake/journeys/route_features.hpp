// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/journeys/route_level.hpp"
#include "engine/route/lines/flow_bundles.hpp"
#include "engine/route/lines/path.hpp"

#include <functional>
#include <string>

namespace tamga::bake {

/// Everything that the features of one zoom are made from.
struct RouteZoom {
    int zoom = 0;
    const route::FlowTable& table;
    const Periods& periods;
    const route::FlowLevel& level;
    std::span<const std::uint32_t> drawn;            ///< Which of level.flows, in order.
    std::function<std::string(std::uint32_t)> name;  ///< What a place is called at this zoom.
    /// A flow's line in WGS 84, accurate to a length in the Mercator square.
    std::function<route::Path(const route::Flow&, double tolerance)> path;
};

/// A flow's line in WGS 84, accurate to `tolerance` in the Mercator square.
route::Path flow_path(const route::FlowTable& table, const plan::RouteDrawing& drawing,
                      const route::Flow& flow, double tolerance);

/// Appends a feature for each flow that is drawn (or for each of its periods, if the layer wants
/// that) to the table of `lines`, with what it weighs to its RouteFacts.
void add_lines(const RouteZoom& zoom, ReadLayer& lines);

/// Appends a line for each corridor.
void add_corridors(const RouteZoom& zoom, const std::vector<route::Corridor>& corridors,
                   ReadLayer& layer);

/// The attribute of places, not written, by which the heaviest are kept.
inline constexpr const char* place_weight = "weight";

/// Appends a point for each place that lies on the map, and returns how many these are.
std::size_t add_places(const RouteZoom& zoom, const std::vector<PlaceSum>& sums, ReadLayer& places);

}  // namespace tamga::bake
