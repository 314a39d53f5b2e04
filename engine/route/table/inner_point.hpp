// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/model/features.hpp"

namespace tamga::route {

/// A point inside an area, for a line to end in: in the largest exterior ring, at the latitude of
/// its centroid, in the middle of the widest stretch that is inside the area there. Reckoned in
/// degrees, without wrapping: the ring is on one side of the antimeridian.
///
/// Requires a feature of polygons.
geo::LonLat inner_point(const model::FeatureView& area);

}  // namespace tamga::route
