// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"

#include <compare>
#include <cstdint>

namespace tamga::geo {

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
/// limit are moved to it.
UnwrappedPoint unwrapped(LonLat position);

/// The grid position of a longitude in -180..180; 180 itself is the last column.
WorldPoint world(LonLat position);

/// Back to degrees.
LonLat lonlat(WorldPoint point);

}  // namespace tamga::geo
