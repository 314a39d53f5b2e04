// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/geodesic.hpp"

#include <vector>

namespace tamga::store {

/// How far a stored route's line strays from its geodesic at most, in metres.
inline constexpr double route_error_m = 250;

/// A geodesic as lines that are straight in longitude and latitude.
struct RouteLine {
    double length_m = 0;
    /// One line, or several cut where the route crosses the antimeridian, within -180..180. The
    /// first position is the route's start and the last its end.
    std::vector<std::vector<geo::LonLat>> lines;
    /// Boxes within -180..180 that together hold the geodesic itself. Each is of about `piece_m` of
    /// it, or of one straight piece of the line.
    std::vector<geo::Box> boxes;
};

/// Draws the geodesic with as many positions as route_error_m asks for; its ends are the ones
/// given.
RouteLine draw_route(geo::LonLat from, geo::LonLat to, double piece_m = 2'000'000);

}  // namespace tamga::store
