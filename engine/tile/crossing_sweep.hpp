// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/grid.hpp"

#include <vector>

namespace tamga::tile {

/// An edge of any ring, its ends in order.
struct Segment {
    GridPoint a;
    GridPoint b;

    friend auto operator<=>(const Segment&, const Segment&) = default;
};

inline Segment segment(GridPoint p, GridPoint q) { return p < q ? Segment{p, q} : Segment{q, p}; }

/// A point at which an edge is to be cut: not one of its ends.
struct Cut {
    Segment edge;
    GridPoint at;

    friend auto operator<=>(const Cut&, const Cut&) = default;
};

/// Where edges meet other than at their ends: where one ends on another, and where two cross,
/// snapped to the nearest grid point. Each cut once, in order.
///
/// Requires that `edges` are in order, each once. `is_new` has a mark for each edge that was not
/// compared with all the others before; pairs without one are left out.
std::vector<Cut> crossing_cuts(const std::vector<Segment>& edges, const std::vector<char>& is_new);

}  // namespace tamga::tile
