// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/geodesic.hpp"
#include "engine/geo/lonlat.hpp"

#include <cstdint>
#include <span>

namespace tamga::geo {

/// How an edge runs from one position to the next.
enum class Edges : std::uint8_t {
    drawn,     ///< Straight in longitude and latitude, as in GeoJSON: a parallel is an edge.
    geodesic,  ///< The shortest way on the ellipsoid: what a journey is.
};

/// The area of a ring on WGS 84 in square metres, positive if it runs counterclockwise. The ring is
/// open (its last position is not its first again); fewer than three positions have no area. A hole
/// is subtracted by whoever has both rings.
///
/// Drawn edges: the ring lies on a plane of longitude and latitude, goes on past 180 (170, 190) or
/// is cut there, and holds a pole only if it is drawn along it, as Antarctica is: (-180,-90),
/// (180,-90). The area south of an edge is integrated over the authalic latitude (Snyder, Map
/// Projections: A Working Manual, USGS 1395, equation 3-12; Gauss-Legendre over a degree at most):
/// right to 1e-12 of it.
///
/// Geodesic edges: GeographicLib::PolygonArea (Karney 2013, section 6), right to 0.1 m² for an edge
/// of any length; poles and the antimeridian are no matter. The answer is that of the smaller side.
double ring_area_m2(std::span<const LonLat> ring, Edges edges);

/// The length of a line in metres, from each position to the next along the geodesic.
double line_length_m(std::span<const LonLat> line);

/// The distance along the geodesic from `position` to the nearest position of `line`, ends
/// included: right to a hundredth of a millimetre up to 19,900 km. (Beyond, all of the line lies
/// about the antipode, and it is one of the line's distances, not surely the least.)
double distance_m(LonLat position, const GeodesicLine& line);

/// The same to an edge between two positions, which may be the same. A drawn edge from 170 to -170
/// crosses Greenwich.
double distance_to_edge_m(LonLat position, LonLat from, LonLat to, Edges edges);

}  // namespace tamga::geo
