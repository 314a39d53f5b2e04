// SPDX-License-Identifier: MIT
#include "engine/index/surroundings.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tamga::index {
namespace {

constexpr double degrees = 180 / std::numbers::pi;
constexpr double smallest_radius_m = 6'335'439.3;  // 6335439.327, on the meridian at the equator.

}  // namespace

std::vector<geo::Box> boxes_around(geo::LonLat centre, double radius_m) {
    const double angle_deg = radius_m / smallest_radius_m * degrees * (1 + 1e-12) + 1e-12;
    const double south = std::max(centre.lat - angle_deg, -90.0);
    const double north = std::min(centre.lat + angle_deg, 90.0);
    if (angle_deg >= 90 || south == -90 || north == 90) {
        return {
            {.south_west = {.lon = -180, .lat = south}, .north_east = {.lon = 180, .lat = north}}};
    }
    const double ratio = std::sin(angle_deg / degrees) / std::cos(centre.lat / degrees);
    const double reach = std::asin(std::min(ratio, 1.0)) * degrees * (1 + 1e-12) + 1e-12;
    const double west = centre.lon - reach;
    const double east = centre.lon + reach;
    const auto box = [&](double from, double to) {
        return geo::Box{.south_west = {.lon = from, .lat = south},
                        .north_east = {.lon = to, .lat = north}};
    };
    if (west < -180) {
        return {box(-180, east), box(west + 360, 180)};
    }
    if (east > 180) {
        return {box(west, 180), box(-180, east - 360)};
    }
    return {box(west, east)};
}

}  // namespace tamga::index
