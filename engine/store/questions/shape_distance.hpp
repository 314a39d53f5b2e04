// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/features.hpp"

namespace tamga::store {

/// How far a position is from a feature, in metres along the geodesic: from the nearest of its
/// points, from its lines, which are geodesics from position to position, or from the boundary of
/// its polygons as drawn, and 0 within them. Infinite if it is nowhere.
double distance_m(const model::FeatureView& feature, geo::LonLat position);

}  // namespace tamga::store
