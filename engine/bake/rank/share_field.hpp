// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tamga::bake {

/// Which share of its points a tile keeps.
struct TileShare {
    std::uint64_t tile = 0;  ///< tile::hilbert_id.
    double share = 1;
    double points = 0;
    double kept = 0;  ///< Of the points, a whole number near the share.
};

/// The place of each of the eight tiles around one, of those that there are in `tiles`. Requires
/// tiles of one zoom, sorted.
std::vector<std::size_t> tiles_around(const std::vector<TileShare>& tiles, std::size_t i);

/// Lowers the shares around the tiles that keep little, so that none keeps more than 1.15 times the
/// share of a tile beside it. Requires tiles of one zoom, sorted.
void even_out(std::vector<TileShare>& tiles);

}  // namespace tamga::bake
