// SPDX-License-Identifier: MIT
#include "engine/route/flows/map_point.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tamga::route {

MapPoint mercator(geo::LonLat position) {
    // asinh(tan) is atanh(sin), in half the time. At a pole it is infinite.
    constexpr double pi = std::numbers::pi;
    const double sine = std::sin(position.lat * pi / 180);
    const double y = 0.5 - std::log((1 + sine) / (1 - sine)) / (4 * pi);
    return {.x = position.lon / 360 + 0.5, .y = std::clamp(y, 0.0, 1.0)};
}

MapPoint mercator(const geo::ArcPosition& position) {
    // asinh(tan) again. At a pole it is infinite.
    const double up = std::abs(position.up);
    const double whole = std::sqrt(position.up * position.up + position.out * position.out);
    const double away = std::log((whole + up) / position.out) / (2 * std::numbers::pi);
    const double y = 0.5 - std::copysign(away, position.up);
    return {.x = position.lon / 360 + 0.5, .y = std::clamp(y, 0.0, 1.0)};
}

geo::LonLat lonlat(MapPoint point) {
    constexpr double pi = std::numbers::pi;
    return {.lon = (point.x - 0.5) * 360,
            .lat = std::atan(std::sinh((0.5 - point.y) * 2 * pi)) * 180 / pi};
}

}  // namespace tamga::route
