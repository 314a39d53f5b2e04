// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/rank/tile_shares.hpp"
#include "engine/bake/table/layers.hpp"
#include "engine/tile/grid.hpp"

#include <cstddef>
#include <span>

namespace tamga::bake {

/// Points that lie in one cell can be drawn in the next, since a tile's grid moves them by half a
/// unit. Hides, of the cells that have too many then, the least important points, and moves the
/// others to the front; answers how many they are. Requires points sorted by key, at most
/// most_in_cell of them in each cell.
std::size_t empty_full_cells(SlicedLayer& layer, std::span<ThinnedPoint> points,
                             const tile::ZoomGrid& grid);

}  // namespace tamga::bake
