// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/index/hit.hpp"
#include "engine/index/polygon_edges.hpp"

#include <cstdint>
#include <vector>

namespace tamga::index {

/// A polygon that reaches a pole.
struct PolarPolygon {
    std::uint32_t polygon = 0;
    bool north = false;
    /// Inside if it is all around the pole, else the pole is on its boundary.
    Side side = Side::inside;
};
std::vector<PolarPolygon> polar_polygons(const PolygonEdges& polygons);

/// Boxes within -180..180 that together hold the polygons: one, or two with the widest stretch of
/// longitudes between them that has none.
std::vector<geo::Box> boxes_of(const PolygonEdges& polygons);

}  // namespace tamga::index
