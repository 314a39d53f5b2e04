// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/geo/mercator.hpp"

#include <vector>

namespace tamga::route {

/// A drawn line: positions so close that the map's straight edges between them stay within a
/// tolerance of the true curve. Longitudes go on from the first without a jump and may leave
/// -180..180.
using Path = std::vector<geo::LonLat>;

/// The geodesic on WGS 84 (Karney 2013). `tolerance` is a length in the Mercator square.
///
/// An edge is halved while the true line, looked at in its middle and quarters, is farther than the
/// tolerance from the chord; at most 2^14 edges. Between antipodal positions, where every way is as
/// long, it is the one GeographicLib names: the meridian over the north pole, for positions on the
/// equator. What passes a pole runs along the map's edge there.
Path geodesic_path(geo::LonLat from, geo::LonLat to, double tolerance);

/// A quadratic Bezier curve on the Mercator map, the shorter way round. `curvature` is the
/// distance of its middle from the chord as a share of the chord's length, positive to the right of
/// the direction of travel, so curves of equal curvature there and back do not coincide.
Path bezier_path(geo::LonLat from, geo::LonLat to, double curvature, double tolerance);

/// The straight line on the Mercator map, the shorter way round.
Path straight_path(geo::LonLat from, geo::LonLat to);

/// A smooth curve along a chain of positions: it begins and ends at the first and last, and is
/// pulled towards the others (a uniform quadratic B-spline). Requires two positions at least.
Path smooth_path(const std::vector<geo::LonLat>& chain, double tolerance);

/// The path with a position of its own wherever it crosses the edge of a tile of `zoom`: two tiles
/// that both have it draw it to the very same point of their common edge.
Path with_tile_edges(const Path& path, int zoom);

/// `position` with the longitude of its copy that is nearest to `origin`.
geo::LonLat nearest_copy(geo::LonLat position, geo::LonLat origin);

}  // namespace tamga::route
