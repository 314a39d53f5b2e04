// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/layers.hpp"

namespace tamga::bake {

/// Where nobody said what goes first of a layer of points (Keep::automatic), and a column of it is
/// plainly a size, the layer keeps the heaviest by that: a column of numbers that is named like a
/// population, a weight or a count and whose largest values are far above the others, or one that
/// is named like a rank, of which the least come first. Fills the table's keep_values and the
/// plan's keep and keep_by.
void choose_size_column(RankedLayer& layer);

}  // namespace tamga::bake
