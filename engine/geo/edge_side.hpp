// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/geo/orientation.hpp"

#include <algorithm>

namespace tamga::geo {

// What a point in polygon test asks of each edge. The unit is any; answers are exact.

/// True if the edge from `a` to `b`, where it crosses the parallel of `q`, is east of `q`. If `q`
/// is on it, the answer is that for a `q` farther north by an infinitely small distance.
inline bool is_east_of(LonLat q, LonLat a, LonLat b) {
    if (q.lon < std::min(a.lon, b.lon)) {
        return true;
    }
    if (q.lon > std::max(a.lon, b.lon)) {
        return false;
    }
    const bool up = a.lat < b.lat;
    const int side = up ? orientation(a, b, q) : orientation(b, a, q);
    const bool leans_east = up ? b.lon > a.lon : a.lon > b.lon;
    return side != 0 ? side > 0 : leans_east;
}

/// True if the edge, where it crosses the meridian of `q`, is north of `q`. If `q` is on it, it is
/// not, as for a `q` farther north by an infinitely small distance.
inline bool is_north_of(LonLat q, LonLat a, LonLat b) {
    if (q.lat < std::min(a.lat, b.lat)) {
        return true;
    }
    if (q.lat > std::max(a.lat, b.lat)) {
        return false;
    }
    return (a.lon < b.lon ? orientation(a, b, q) : orientation(b, a, q)) < 0;
}

}  // namespace tamga::geo
