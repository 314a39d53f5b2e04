// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/rings.hpp"

#include <vector>

namespace tamga::tile {

/// Puts a vertex into rings wherever their edges meet, so that afterwards edges meet only at
/// vertices. A crossing becomes the nearest grid point; edges that then meet anew are cut again
/// (iterated snap rounding).
///
/// All rings of all features of a tile are treated together, an edge that several share once: so
/// what neighbours share they share afterwards, vertex by vertex. Vertices that were there do not
/// move.
///
/// False in the rare case that it does not come to rest within a few dozen rounds; rings have then
/// got vertices, but some edges still meet.
bool node_together(std::vector<std::vector<Ring>>& features);

}  // namespace tamga::tile
