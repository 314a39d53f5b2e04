// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace tamga::geo {

/// An open ring of whole-number coordinates.
using IntegerRing = std::vector<std::pair<std::int32_t, std::int32_t>>;

/// A polygon whose first ring is its shell, the others its holes.
using IntegerPolygon = std::vector<IntegerRing>;

/// Makes valid polygons, on whole numbers, of rings that cross or touch: what lies inside an odd
/// number of rings is inside (GEOS: MakeValid, then snap-rounding to the grid of whole numbers).
/// Parts thinner than the grid vanish; the answer may be empty.
///
/// The answer is valid by GEOS. Throws Error{Fault::system} if GEOS cannot do it.
std::vector<IntegerPolygon> repaired(const std::vector<IntegerRing>& rings);

}  // namespace tamga::geo
