// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"

namespace tamga::index {

/// On which side of the straight line from `a` to `b`, drawn in longitude and latitude, `p` lies:
/// 1 left, -1 right, 0 on it. Exact: rounding never changes the answer.
int orientation(geo::LonLat a, geo::LonLat b, geo::LonLat p);

}  // namespace tamga::index
