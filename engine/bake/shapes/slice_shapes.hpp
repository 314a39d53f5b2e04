// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/feature_table.hpp"
#include "engine/bake/table/pieces.hpp"

#include <vector>

namespace tamga::bake {

/// The zooms to slice for, and the size in grid units below which a shape is not shown.
struct SliceZooms {
    int first = 0;
    int last = 0;
    double min_size_px = 0;
};

/// Cuts a layer's lines and polygons (ranked before) into the tiles of some zooms; answers[i] is
/// for zoom first + i. Polygons are valid in every tile; one that shrinks to nothing is drawn as
/// the smallest square of the grid. A line that comes to one point is not drawn: it has vanished.
/// They lie in the memory that the table's rows are in.
std::vector<LayerPieces> slice_shapes(const FeatureTable& table, const tile::GridSpec& spec,
                                      const SliceZooms& zooms);

}  // namespace tamga::bake
