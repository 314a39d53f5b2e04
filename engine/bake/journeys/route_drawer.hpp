// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/baked_layer.hpp"
#include "engine/bake/table/options.hpp"
#include "engine/route/flows/flow_table.hpp"

#include <vector>

namespace tamga::bake {

/// Makes the features of each zoom of a table's layers, the deepest first: lines, places, and
/// corridors if there is a third layer. Places nearer than `cluster_px` pixels of a tile of 512 are
/// one at the zoom.
void draw_routes(const route::FlowTable& table, const Options& options, double cluster_px,
                 const std::vector<BakedLayer*>& layers);

}  // namespace tamga::bake
