// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"

namespace tamga::geo {

/// On which side of the straight line from `a` to `b`, drawn in longitude and latitude, `p` lies:
/// 1 left, -1 right, 0 on it. Exact: rounding never changes the answer.
int orientation(LonLat a, LonLat b, LonLat p);

}  // namespace tamga::geo
