// SPDX-License-Identifier: MIT
#include "engine/route/map_point.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tamga::route {

MapPoint mercator(geo::LonLat position) {
    constexpr double pi = std::numbers::pi;
    const double y = 0.5 - std::asinh(std::tan(position.lat * pi / 180)) / (2 * pi);
    return {.x = position.lon / 360 + 0.5, .y = std::clamp(y, 0.0, 1.0)};
}

geo::LonLat lonlat(MapPoint point) {
    constexpr double pi = std::numbers::pi;
    return {.lon = (point.x - 0.5) * 360,
            .lat = std::atan(std::sinh((0.5 - point.y) * 2 * pi)) * 180 / pi};
}

}  // namespace tamga::route
