// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/rings.hpp"

#include <span>
#include <vector>

namespace tamga::tile {

/// The outline of the area that rings wind round more often clockwise (on the map) than the other
/// way, as rings with the area to their right: they touch in single points at most, and none
/// touches itself. Overlaps of exterior rings become one; twisted bits that run the wrong way
/// vanish. `around` is how often other rings, which do not touch these, wind round them.
///
/// Requires that edges meet at vertices only (see node_together()).
std::vector<Ring> positive_fill(std::span<const Ring> rings, int around = 0);

/// A feature's rings as a valid multipolygon, in a tile's order: exterior rings, each followed by
/// its holes. Rings that touch no other are kept or dropped whole, by where they lie; those that
/// touch are filled together.
///
/// Requires that rings are clean(), and that edges meet at vertices only.
std::vector<Ring> valid_polygons(std::span<const Ring> rings);

}  // namespace tamga::tile
