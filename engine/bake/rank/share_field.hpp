// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

namespace tamga::bake {

/// Which share of its points a tile keeps.
struct TileShare {
    std::uint64_t tile = 0;  ///< tile::hilbert_id.
    double share = 1;
};

/// Lowers the shares around the tiles that keep little, so that none keeps more than 1.1 times the
/// share of a tile beside it. Requires tiles of one zoom, sorted.
void even_out(std::vector<TileShare>& tiles);

}  // namespace tamga::bake
