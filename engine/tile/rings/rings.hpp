// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/grid.hpp"
#include "engine/tile/paths.hpp"

#include <cstdint>
#include <span>

namespace tamga::tile {

struct GridBox {
    GridPoint min;
    GridPoint max;
};

/// Requires that there is a point.
GridBox box_of(std::span<const GridPoint> points);

/// Twice the signed area of an open ring: positive for an exterior ring (MVT 2.1, 4.3.3.3: the
/// surveyor's formula with y pointing down).
std::int64_t doubled_area(std::span<const GridPoint> ring);

/// Removes what snapping to a grid leaves behind: repeated vertices, and spikes, where the line
/// goes out and back over itself. Vertices on a straight stretch stay, since a neighbour may have
/// them too. What is left, a part of `ring`, has three vertices or more and an area, or is empty.
/// The outcome for a stretch does not depend on its direction.
std::span<GridPoint> cleaned(std::span<GridPoint> ring);

/// Appends a copy of a ring that is cleaned, if anything of it is left.
void append_cleaned(std::span<const GridPoint> ring, GridPaths& rings);

}  // namespace tamga::tile
