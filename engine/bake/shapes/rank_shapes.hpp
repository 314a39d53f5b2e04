// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/feature_table.hpp"
#include "engine/tile/gaps.hpp"
#include "engine/tile/vertex_rank.hpp"

namespace tamga::bake {

/// Ranks the vertices of all lines and polygons of a layer, and forgets those that no zoom draws.
/// Borders that polygons share, and places where lines cross, are found first, over the whole
/// layer, so that all of them keep the same vertices, and narrow gaps between polygons are closed.
void rank_shapes(FeatureTable& table, const tile::Tolerance& tolerance, const tile::GapRule& gaps);

}  // namespace tamga::bake
