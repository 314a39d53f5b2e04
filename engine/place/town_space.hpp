// SPDX-License-Identifier: MIT
//
// Inside place: positions in space, metres from the centre of the Earth, and what chords say about
// geodesics.
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/geo/wgs84.hpp"
#include "engine/place/gazetteer_file.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace tamga::place {

using Vector = std::array<double, 3>;

inline Vector in_space(geo::LonLat position) {
    const double to_radians = std::numbers::pi / 180;
    const double sin_lat = std::sin(position.lat * to_radians);
    const double cos_lat = std::cos(position.lat * to_radians);
    constexpr double eccentricity_squared = geo::wgs84_eccentricity_squared;
    const double across =
        geo::wgs84_semi_major_m / std::sqrt(1 - eccentricity_squared * sin_lat * sin_lat);
    return {across * cos_lat * std::cos(position.lon * to_radians),
            across * cos_lat * std::sin(position.lon * to_radians),
            across * (1 - eccentricity_squared) * sin_lat};
}

/// How much farther a town may seem than the nearest and still be nearer along the geodesic. The
/// arc of a chord c is longer by c^3 / (24 r^2); r differs by less than 1.1 % with the direction.
/// Positions in float are good to half a metre.
inline double tolerance(double chord_m) {
    constexpr double radius_m = 6.356e6;
    return 2 + 0.03 * chord_m * chord_m * chord_m / (24 * radius_m * radius_m);
}

inline double squared_distance(const Vector& from, const TownNode& node) {
    double squared = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        const double difference = static_cast<double>(node.at[i]) - from[i];
        squared += difference * difference;
    }
    return squared;
}

}  // namespace tamga::place
