// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/paths.hpp"

#include <cstdint>

namespace tamga::tile {

enum class Axis : std::uint8_t { x, y };

/// One side of a straight cut along the grid.
struct HalfPlane {
    Axis axis = Axis::x;
    std::int64_t limit = 0;
    bool keep_less = true;  ///< Keeps what is <= limit; otherwise what is >= limit.
};

/// Cuts lines: appends to `out` the parts within the half plane. Parts end exactly on the limit.
void clip_lines(const Paths& lines, const HalfPlane& half, Paths& out);

/// Cuts the rings of one polygon feature together: where they cross the limit, the ends are joined
/// along it pairwise in the order in which they lie there. So a polygon that falls apart becomes
/// several rings, without edges that run along the limit twice, and a valid polygon stays valid
/// but for the rounding of the crossings to sub-units.
///
/// Rings keep their direction. Rings that cross themselves are cut one by one (Sutherland-Hodgman)
/// if the ends do not pair up.
void clip_rings(const Paths& rings, const HalfPlane& half, Paths& out);

}  // namespace tamga::tile
