// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/world_grid.hpp"

#include <cstdint>

namespace tamga::tile {

using geo::UnwrappedPoint;
using geo::world_bits;
using geo::world_size;
using geo::WorldPoint;

/// The place of a position along the Hilbert curve over the whole world grid, 64 bits. The upper 2z
/// bits are the place of its tile among those of zoom z, as in hilbert_id().
std::uint64_t hilbert_key(WorldPoint point);

}  // namespace tamga::tile
