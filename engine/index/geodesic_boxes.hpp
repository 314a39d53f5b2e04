// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/geodesic.hpp"

#include <vector>

namespace tamga::index {

/// Boxes within -180..180 that together hold the geodesic `line` from `from` to `to`: one for each
/// piece of no more than `piece_m`, two where a piece crosses the antimeridian, and one of all
/// longitudes where it comes near a pole. They are right by what bounds a geodesic, not by
/// positions tried: its longitude is monotonic, and its latitude is extreme at the ends of a piece
/// or where it goes due east or west, at the latitude of Clairaut's relation.
///
/// Requires that the line is the one between the two positions.
std::vector<geo::Box> geodesic_boxes(const geo::GeodesicLine& line, geo::LonLat from,
                                     geo::LonLat to, double piece_m);

}  // namespace tamga::index
