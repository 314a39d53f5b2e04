// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/layers.hpp"
#include "engine/bake/table/options.hpp"
#include "engine/route/flows/flow_table.hpp"

namespace tamga::bake {

/// The layers that are made of a table.
struct RouteLayers {
    ReadLayer* lines = nullptr;
    ReadLayer* places = nullptr;
    ReadLayer* corridors = nullptr;  ///< Null: nothing is bundled.
};

/// At which zooms routes are drawn, and how near places are one there, in pixels of a tile of 512.
struct RouteZooms {
    plan::ZoomSpan span;
    double cluster_px = 0;
};

/// Makes the features of each zoom of a table's layers, the deepest first.
void draw_routes(const route::FlowTable& table, const Options& options, const RouteZooms& zooms,
                 const RouteLayers& layers);

}  // namespace tamga::bake
