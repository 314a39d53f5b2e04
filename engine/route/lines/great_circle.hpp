// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/geo/mercator.hpp"

#include <functional>

namespace tamga::route {

/// A position as a vector of length 1 from the middle of a sphere.
struct UnitVector {
    double x = 1;  ///< Towards 0 north, 0 east.
    double y = 0;  ///< Towards 0 north, 90 east.
    double z = 0;  ///< Towards the north pole.
};

UnitVector unit_vector(geo::LonLat position);

/// Walks from `a` to `b` along the great circle on the sphere, in steps of about `step` (a length
/// in the Mercator square, as it is at the equator), until `stops` says so; true if it did.
///
/// Within a quarter of a degree of the geodesic on the ellipsoid (latitudes taken as they are), at
/// a hundredth of its cost: for judging roughly what lies on the way. Longitudes stay in -180..180.
/// Between antipodes there is no way, and nothing is asked.
bool stops_on_great_circle(const UnitVector& a, const UnitVector& b, double step,
                           const std::function<bool(geo::MercatorPoint)>& stops);

}  // namespace tamga::route
