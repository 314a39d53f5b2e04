// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/feature_table.hpp"
#include "engine/bake/pieces.hpp"

#include <vector>

namespace tamga::bake {

/// Cuts a layer's lines and polygons (ranked before) into the tiles of the zooms first..last; answers[i] is
/// for zoom first + i. Polygons are valid in every tile; one that shrinks to nothing is drawn as the
/// smallest square of the grid. A line that comes to one point is not drawn: it has vanished.
std::vector<LayerPieces> slice_shapes(const FeatureTable& table, const tile::GridSpec& spec,
                                      int first_zoom, int last_zoom);

}  // namespace tamga::bake
