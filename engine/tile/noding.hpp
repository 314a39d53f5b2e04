// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/grid.hpp"
#include "engine/tile/rings.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tamga::tile {

/// An edge of an arrangement, a < b, and how often rings run along it from a to b, less how often from b to a.
struct NodedEdge {
    GridPoint a;
    GridPoint b;
    std::int32_t count = 0;
    bool fresh = true;        ///< Not compared with all others yet.
    std::uint32_t owner = 0;  ///< For EdgeStrips; noded() does not look at it.
};

/// Cuts the edges of rings where they meet, so that the result meets only at ends: crossings are moved to
/// the nearest grid point, and edges that then meet anew are cut again (iterated snap rounding). Edges along
/// which as many rings run there as back are left out. Sorted by a, then b.
///
/// Nothing if that does not come to rest within a few dozen rounds.
std::optional<std::vector<NodedEdge>> noded(std::span<const Ring> rings);

}  // namespace tamga::tile
