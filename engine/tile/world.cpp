// SPDX-License-Identifier: MIT
#include "engine/tile/world.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tamga::tile {
namespace {

using std::numbers::pi;

constexpr double side = static_cast<double>(world_size);
constexpr std::int64_t last = world_size - 1;

}  // namespace

UnwrappedPoint unwrapped(geo::LonLat position) {
    const double sine = std::sin(position.lat * pi / 180);
    const double y = 0.5 - std::log((1 + sine) / (1 - sine)) / (4 * pi);
    // At a pole y is infinite; the clamp comes before the conversion to an integer.
    return {.x = std::llround((position.lon + 180) / 360 * side),
            .y = std::llround(std::clamp(y * side, 0.0, static_cast<double>(last)))};
}

WorldPoint world(geo::LonLat position) {
    const UnwrappedPoint point = unwrapped(position);
    return {.x = static_cast<std::uint32_t>(std::clamp<std::int64_t>(point.x, 0, last)),
            .y = static_cast<std::uint32_t>(point.y)};
}

geo::LonLat lonlat(WorldPoint point) {
    const double y = static_cast<double>(point.y) / side;
    return {.lon = static_cast<double>(point.x) / side * 360 - 180,
            .lat = std::atan(std::sinh(pi * (1 - 2 * y))) * 180 / pi};
}

}  // namespace tamga::tile
