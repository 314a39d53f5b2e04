// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/layers.hpp"

#include <cstdint>

namespace tamga::bake {

/// Keep::fraction: makes invisible at `zoom` what the fixed rate leaves out there: each zoom up
/// draws 1/2.5 of the features of the one below.
void thin_by_rate(SlicedLayer& layer, int zoom);

/// Adds to layer.zooms (and route_zooms) what became of each feature at `zoom`, after the zoom was
/// fitted into its budget. Answers how many are drawn.
std::uint64_t count_zoom(SlicedLayer& layer, int zoom);

}  // namespace tamga::bake
