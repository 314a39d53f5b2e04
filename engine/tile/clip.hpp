// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/paths.hpp"

#include <cstdint>
#include <span>
#include <vector>

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
///
/// One object serves one thread and keeps its memory.
class RingClipper {
public:
    /// Appends to `out`.
    void clip(const Paths& rings, const HalfPlane& half, Paths& out);

    /// Where the inside part of a ring crosses the limit.
    struct Crossing {
        std::int64_t along;
        std::uint32_t fragment;
        bool leaves;  ///< The end of the fragment, not its start.
    };
    /// The inside parts of rings that cross the limit.
    struct Fragments {
        PathList<SubPoint> paths;
        std::vector<Crossing> crossings;
        std::vector<std::size_t> crossing_rings;  ///< Which rings of the input they come from.
        std::vector<std::uint32_t> next;          ///< What goes on from each.
        std::vector<char> is_used;
    };

private:
    Fragments found_;
};

/// The same, once.
void clip_rings(const Paths& rings, const HalfPlane& half, Paths& out);

}  // namespace tamga::tile
