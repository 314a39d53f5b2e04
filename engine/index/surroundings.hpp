// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"

#include <vector>

namespace tamga::index {

/// Longer than any geodesic on WGS 84: half a meridian is 20,003,931.5 m.
inline constexpr double farthest_m = 20'003'932;

/// Boxes that together hold every position within `radius_m` of `centre`, across the antimeridian
/// and over the poles: one box, or two when the antimeridian is in it. They hold more besides.
///
/// Bound: a geodesic on the ellipsoid is at least as long as the great circle between the same
/// latitudes and longitudes on a sphere of its smallest radius of curvature, a (1 - e^2).
std::vector<geo::Box> boxes_around(geo::LonLat centre, double radius_m);

}  // namespace tamga::index
