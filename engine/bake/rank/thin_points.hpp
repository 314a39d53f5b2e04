// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/layers.hpp"
#include "engine/bake/table/options.hpp"

namespace tamga::bake {

/// Decides from which zoom on each point of a layer is drawn, where there are more of them than can
/// be seen: by one rule for all of a zoom, so that no tile's edge shows.
///
/// A zoom is thinned if a tile of it has more than 2600 points (they would lie ten pixels apart) or
/// more than its budget. Each tile keeps a share of its points, at most two in a cell of four
/// pixels: a small one where they are crowded, and from there on more and more, up to all, so that
/// tiles side by side keep nearly the same. Where a tile's share comes to less than a few points it
/// keeps these few: deserts are not emptied. The points along the curve are cut into stretches that
/// are worth one point each, and the most important of each stretch stays; so do the largest of
/// all. What stays at a zoom stays at every deeper one.
///
/// Call it when the layer's deepest zoom was fitted. That one keeps all if it has room; else the
/// loss is spread over the tiles around those that have none, and the answer is true: it must be
/// fitted again.
///
/// Layers with other shapes, with clusters, or that keep all or a fraction are left as they are.
bool thin_points(SlicedLayer& layer, const Budget& budget, const tile::GridSpec& spec);

}  // namespace tamga::bake
