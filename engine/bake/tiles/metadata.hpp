// SPDX-License-Identifier: MIT
#pragma once

#include "engine/archive/archive.hpp"
#include "engine/bake/table/layers.hpp"

#include <memory>
#include <span>

namespace tamga::bake {

/// What a tile set says about itself: names from the map, bounds and centre from the data,
/// vector_layers (TileJSON 3.0), tilestats, and under "tamga" the counts of each layer and zoom and
/// the sums of its routes.
archive::Description describe(const plan::Map& map,
                              std::span<const std::unique_ptr<SlicedLayer>> layers, int min_zoom,
                              int max_zoom);

}  // namespace tamga::bake
