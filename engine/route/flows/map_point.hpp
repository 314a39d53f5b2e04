// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/geodesic_arc.hpp"
#include "engine/geo/lonlat.hpp"

namespace tamga::route {

/// A position on a flat map, in the map's own unit.
struct MapPoint {
    double x = 0;
    double y = 0;
};

/// Spherical Mercator (EPSG:3857) as a square: x from 0 at -180 degrees to 1 at +180, y from 0 at
/// the northern limit (85.0511 degrees) to 1 at the southern; latitudes beyond it are moved there.
/// Longitudes may leave -180..180, and x goes on with them.
MapPoint mercator(geo::LonLat position);
MapPoint mercator(const geo::ArcPosition& position);

/// Back to degrees.
geo::LonLat lonlat(MapPoint point);

}  // namespace tamga::route
