// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/geodesic_arc.hpp"
#include "engine/geo/lonlat.hpp"

namespace tamga::geo {

/// The latitude at which the square of spherical Mercator (EPSG:3857) ends, and its sine, tanh(pi).
inline constexpr double mercator_limit_deg = 85.0511287798066;
inline constexpr double mercator_limit_sine = 0.99627207622075;

/// A position on the square of spherical Mercator: x from 0 at -180 degrees to 1 at +180, y from 0
/// at the northern limit to 1 at the southern. Longitudes may leave -180..180, and x goes on with
/// them.
struct MercatorPoint {
    double x = 0;
    double y = 0;
};

/// Latitudes beyond the limit are moved to it.
MercatorPoint mercator(LonLat position);
MercatorPoint mercator(const ArcPosition& position);

/// y of a latitude: beyond the limits outside 0..1, and infinite at the poles.
double mercator_y(double lat);

/// Back to degrees.
LonLat lonlat(MercatorPoint point);
double mercator_latitude(double y);

}  // namespace tamga::geo
