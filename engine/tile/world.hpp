// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"

#include <compare>
#include <cstdint>

namespace tamga::tile {

/// The side of the Mercator square on the world grid: one unit is 0.93 cm at the equator.
inline constexpr int world_bits = 32;
inline constexpr std::int64_t world_size = std::int64_t{1} << world_bits;

/// A position on the world grid of spherical Mercator (EPSG:3857), x from the antimeridian
/// eastwards and y from the Mercator limit southwards. Positions of a stored feature lie on
/// 0..world_size-1.
struct WorldPoint {
    std::uint32_t x = 0;
    std::uint32_t y = 0;

    friend auto operator<=>(WorldPoint, WorldPoint) = default;
};

/// The same with room for what lies beyond the antimeridian: x may leave 0..world_size.
struct UnwrappedPoint {
    std::int64_t x = 0;
    std::int64_t y = 0;

    friend auto operator<=>(UnwrappedPoint, UnwrappedPoint) = default;
};

/// The nearest grid position. Longitudes beyond +-180 stay there; latitudes beyond the Mercator
/// limit (85.0511 degrees) are moved to it.
UnwrappedPoint unwrapped(geo::LonLat position);

/// The grid position of a longitude in -180..180; 180 itself is the last column.
WorldPoint world(geo::LonLat position);

/// The place of a position along the Hilbert curve over the whole world grid, 64 bits. The upper 2z
/// bits are the place of its tile among those of zoom z, as in hilbert_id().
std::uint64_t hilbert_key(WorldPoint point);

/// Back to degrees.
geo::LonLat lonlat(WorldPoint point);

}  // namespace tamga::tile
