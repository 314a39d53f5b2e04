// SPDX-License-Identifier: MIT
#include "engine/geo/world_grid.hpp"

#include "engine/geo/mercator.hpp"

#include <algorithm>
#include <cmath>

namespace tamga::geo {
namespace {

constexpr double side = static_cast<double>(world_size);
constexpr std::int64_t last = world_size - 1;

}  // namespace

UnwrappedPoint unwrapped(LonLat position) {
    // At a pole y is infinite; the clamp comes before the conversion to an integer.
    const double y = mercator_y(position.lat) * side;
    return {.x = std::llround((position.lon + 180) / 360 * side),
            .y = std::llround(std::clamp(y, 0.0, static_cast<double>(last)))};
}

WorldPoint world(LonLat position) {
    const UnwrappedPoint point = unwrapped(position);
    return {.x = static_cast<std::uint32_t>(std::clamp<std::int64_t>(point.x, 0, last)),
            .y = static_cast<std::uint32_t>(point.y)};
}

LonLat lonlat(WorldPoint point) {
    return {.lon = static_cast<double>(point.x) / side * 360 - 180,
            .lat = mercator_latitude(static_cast<double>(point.y) / side)};
}

}  // namespace tamga::geo
