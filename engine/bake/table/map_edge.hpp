// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/world.hpp"

namespace tamga::bake {

/// On the antimeridian or the Mercator limit, where shapes are cut: what follows a cut is not beside
/// it on the grid.
inline bool is_on_map_edge(tile::WorldPoint p) {
    constexpr std::uint32_t last = tile::world_size - 1;
    return p.x == 0 || p.x == last || p.y == 0 || p.y == last;
}

}  // namespace tamga::bake
