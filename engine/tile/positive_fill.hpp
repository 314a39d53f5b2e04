// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/rings.hpp"

#include <optional>
#include <span>
#include <vector>

namespace tamga::tile {

/// The outline of the area that rings wind round more often clockwise (on the map) than the other way, as
/// rings on the grid with the area to their right: they touch in single points at most, and none touches itself.
/// Overlaps of exterior rings become one; twisted bits that run the wrong way vanish. Vertices move by less
/// than a grid unit, and only where edges met. `around` is how often other rings, which do not touch these, wind
/// round them.
///
/// Nothing in the rare case that the edges do not come to rest (see noded()).
std::optional<std::vector<Ring>> positive_fill(std::span<const Ring> rings, int around = 0);

/// Makes rings a valid multipolygon, in a tile's order: exterior rings, each followed by its holes. Rings that
/// touch none are kept or dropped whole, by where they lie; those that touch are filled together. False in the
/// rare case that positive_fill() has no answer; then the rings are unchanged.
bool make_valid(std::vector<Ring>& rings);

}  // namespace tamga::tile
