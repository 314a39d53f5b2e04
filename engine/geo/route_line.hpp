// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/geodesic.hpp"

#include <vector>

namespace tamga::geo {

/// How far a drawn route's line strays from its geodesic at most, in metres.
inline constexpr double route_error_m = 250;

/// A route as lines that are straight in longitude and latitude: one, or several cut where it crosses
/// the antimeridian, within -180..180. The first position is the route's start and the last its end.
using RouteLines = std::vector<std::vector<LonLat>>;

/// Draws the geodesic with as many positions as route_error_m asks for; its ends are the ones
/// given.
RouteLines draw_route(LonLat from, LonLat to);

/// The two ends alone, which programs that know no geodesics join straight, the shorter way round.
/// Requires that the ends lie within -180..180.
RouteLines straight_route(LonLat from, LonLat to);

}  // namespace tamga::geo
