// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"

#include <functional>
#include <vector>

namespace tamga::route {

/// A position on a flat map, in the map's own unit.
struct MapPoint {
    double x = 0;
    double y = 0;
};

/// A map projection that is continuous in longitude beyond +-180.
using Projection = std::function<MapPoint(geo::LonLat)>;

/// The geodesic from `from` to `to` as a chain of positions so close that the map's straight edges
/// between them are within `tolerance` of it. Longitudes continue from the first without a jump and
/// may leave -180..180.
///
/// An edge is halved while the true line, looked at in its middle and quarters, is farther than the
/// tolerance from the chord; at most 2^14 edges. Between antipodal positions, where every way is as
/// long, it is the one GeographicLib names (over a pole).
std::vector<geo::LonLat> geodesic_path(geo::LonLat from, geo::LonLat to,
                                       const Projection& projection, double tolerance);

}  // namespace tamga::route
