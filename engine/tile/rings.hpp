// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/grid.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace tamga::tile {

/// An open ring on a tile's grid.
using Ring = std::vector<GridPoint>;

/// Twice the signed area: positive for an exterior ring (MVT 2.1, 4.3.3.3: the surveyor's formula
/// with y pointing down).
std::int64_t doubled_area(std::span<const GridPoint> ring);

/// Removes what snapping to a grid leaves behind: repeated vertices, and spikes, where the line
/// goes out and back over itself. Vertices on a straight stretch stay, since a neighbour may have
/// them too. What is left has three vertices or more and an area, or is empty. The outcome for a
/// stretch does not depend on its direction.
void clean(Ring& ring);

}  // namespace tamga::tile
