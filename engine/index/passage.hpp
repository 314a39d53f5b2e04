// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/geodesic.hpp"
#include "engine/index/area.hpp"

#include <vector>

namespace tamga::index {

/// A stretch of a geodesic, in fractions of its length.
struct Stretch {
    double from = 0;
    double to = 0;
};

/// The stretches of `line` that lie in `area`, in order, apart from each other.
///
/// The line is the geodesic, not the straight line between its end points on a map. Ends of
/// stretches are right to a millimetre (a few centimetres beside the poles); what lasts less than a
/// tenth of a millimetre is left out.
std::vector<Stretch> stretches_inside(const geo::GeodesicLine& line, const Area& area);

}  // namespace tamga::index
