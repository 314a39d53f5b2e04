// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tamga::geo {

/// A position on a plane, in any unit.
struct PlanePoint {
    double x = 0;
    double y = 0;

    friend bool operator==(PlanePoint, PlanePoint) = default;
};

/// Open: the last position is not the first again.
using PlaneRing = std::vector<PlanePoint>;
/// An exterior and the holes in it.
using PlanePolygon = std::vector<PlaneRing>;

/// Why the polygons are not valid together, with the place, as in "self-intersection at 3 5"; or
/// nothing. Each polygon must be valid as GEOS sees it (rings do not cross or touch themselves,
/// holes are inside), and no two may overlap. Unlike in a multipolygon of OGC, they may share
/// borders.
std::optional<std::string> invalidity(std::span<const PlanePolygon> polygons);

}  // namespace tamga::geo
