// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/rank/share_field.hpp"
#include "engine/tile/world.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace tamga::bake {

/// The rates of a tile and of those around it, as a surface without steps: in the middle of a tile
/// it has the tile's rate, and between four middles it goes from one to the others.
class RateSurface {
public:
    /// Requires tiles of one zoom, sorted, and a rate above 0 for each. Where there is no tile, or
    /// no world, the rate is that of the next tile to the north or south, or else of tile `i`.
    RateSurface(const std::vector<TileShare>& tiles, const std::vector<double>& rates,
                std::size_t i);

    /// Requires that the point is in the tile.
    double at(tile::WorldPoint point) const;

private:
    int zoom_ = 0;
    bool is_flat_ = true;
    std::array<std::array<double, 3>, 3> logarithms_{};  ///< By column and row.
};

}  // namespace tamga::bake
