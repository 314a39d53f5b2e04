// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/baked_layer.hpp"

#include <vector>

namespace tamga::bake {

/// Keep::fraction: makes invisible at `zoom` what the fixed rate leaves out there: each zoom up
/// draws 1/2.5 of the features of the one below.
void thin_by_rate(BakedLayer& layer, int zoom);

/// Adds to layer.zooms (and route_zooms) what became of each feature at `zoom`; `drawn` has a mark
/// for each feature that is in a tile.
void count_zoom(BakedLayer& layer, int zoom, const std::vector<char>& drawn);

}  // namespace tamga::bake
