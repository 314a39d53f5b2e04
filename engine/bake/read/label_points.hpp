// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/features.hpp"
#include "engine/tile/world.hpp"

namespace tamga::bake {

/// Where a polygon feature's label stands, and how large the polygon is, in square world units.
struct LabelPoint {
    tile::WorldPoint at;
    double area = 0;
};

/// The pole of inaccessibility of the largest polygon of a feature (largest on the map, its holes
/// taken off), found before anything is cut or simplified. Requires a feature of polygons that has
/// a ring.
LabelPoint label_point(const model::FeatureView& feature);

}  // namespace tamga::bake
