// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/features.hpp"

#include <string>

namespace tamga::cli {

/// Where a feature is as a GeoJSON geometry: null if it is nowhere, a MultiPolygon for all
/// polygons, a LineString or a Point where there is one line or one position.
std::string geojson_geometry(const model::FeatureView& feature);

}  // namespace tamga::cli
