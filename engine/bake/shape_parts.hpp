// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/feature_table.hpp"
#include "engine/tile/grid.hpp"
#include "engine/tile/rings.hpp"

#include <cstdint>
#include <vector>

namespace tamga::bake {

/// What is left of one feature in one tile after cutting: rings or lines on the tile's grid, not
/// yet made valid.
struct ShapePart {
    std::uint64_t tile = 0;  ///< tile::hilbert_id.
    std::uint32_t feature = 0;
    bool polygon = false;
    bool filled = false;  ///< The polygon covers the tile with its buffer; there are no paths then.
    std::vector<tile::Ring> paths;
};

/// How a zoom is cut.
struct Cut {
    const tile::ZoomGrid& grid;
    double min_side = 0;  ///< Lines and rings of a smaller box are left out; in world units.
};

/// Cuts a line or polygon feature into the tiles of a zoom and appends its parts, one for each
/// tile: what lies in a tile on both sides of the antimeridian is put together.
void cut_shape(const FeatureRow& row, std::uint32_t feature, const Cut& cut,
               std::vector<ShapePart>& parts);

/// The smallest polygon a grid has, where the feature's first vertex is: for one that vanishes
/// otherwise.
ShapePart smallest_square(const FeatureRow& row, std::uint32_t feature, const tile::ZoomGrid& grid);

}  // namespace tamga::bake
