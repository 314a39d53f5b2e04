// SPDX-License-Identifier: MIT
#include "engine/geo/mercator.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tamga::geo {
namespace {

using std::numbers::pi;

}  // namespace

double mercator_y(double lat) {
    // asinh(tan) is atanh(sin), in half the time.
    const double sine = std::sin(lat * pi / 180);
    return 0.5 - std::log((1 + sine) / (1 - sine)) / (4 * pi);
}

MercatorPoint mercator(LonLat position) {
    return {.x = position.lon / 360 + 0.5, .y = std::clamp(mercator_y(position.lat), 0.0, 1.0)};
}

MercatorPoint mercator(const ArcPosition& position) {
    // asinh(tan) again. At a pole it is infinite.
    const double up = std::abs(position.up);
    const double whole = std::sqrt(position.up * position.up + position.out * position.out);
    const double away = std::log((whole + up) / position.out) / (2 * pi);
    const double y = 0.5 - std::copysign(away, position.up);
    return {.x = position.lon / 360 + 0.5, .y = std::clamp(y, 0.0, 1.0)};
}

double mercator_latitude(double y) { return std::atan(std::sinh(pi * (1 - 2 * y))) * 180 / pi; }

LonLat lonlat(MercatorPoint point) {
    return {.lon = (point.x - 0.5) * 360, .lat = mercator_latitude(point.y)};
}

}  // namespace tamga::geo
