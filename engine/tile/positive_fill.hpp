// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/rings.hpp"

#include <optional>
#include <span>
#include <vector>

namespace tamga::tile {

/// The area that rings wind round more often clockwise (on the map) than the other way, as valid polygons on
/// the grid: each exterior ring is followed by its holes, rings touch in single points at most, and no ring
/// touches itself. Overlaps of exterior rings become one; twisted bits that run the wrong way vanish. Vertices
/// move by less than a grid unit, and only where edges met.
///
/// Nothing in the rare case that the edges do not come to rest (see noded()).
std::optional<std::vector<Ring>> positive_fill(std::span<const Ring> rings);

}  // namespace tamga::tile
