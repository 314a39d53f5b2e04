// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/measure.hpp"
#include "engine/model/features.hpp"

namespace tamga::index {

/// The area of a feature's polygons on WGS 84, without their holes, in square kilometres; 0 if it
/// has none. Rings may wind either way. Polygons of one feature that overlap count twice.
///
/// As drawn, it is the area in which index::Area finds positions; with geodesic edges, what PostGIS
/// (geography) and Boost.Geometry measure.
double area_km2(const model::FeatureView& feature, geo::Edges edges = geo::Edges::drawn);

/// The length of a feature's lines along geodesics in kilometres; 0 if it has none.
double length_km(const model::FeatureView& feature);

}  // namespace tamga::index
