// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/world.hpp"

#include <vector>

namespace tamga::tile {

/// Data that crosses the antimeridian without being cut there jumps from one edge of the map to the
/// other, as from 179 to -179 degrees. A step of more than 270 degrees (and less than all 360) is
/// taken for such a jump: the line goes on beyond the edge instead, and back where it jumps back.

/// Of a line.
void go_round(std::vector<UnwrappedPoint>& line);

/// Of an open ring. A ring that comes out one turn further on goes round a pole, the one it is
/// nearer to, and is closed along the Mercator limit there. A jump along a parallel is left alone
/// where it has its like in the ring: that is how a box round the whole map looks.
void go_round_ring(std::vector<UnwrappedPoint>& ring);

}  // namespace tamga::tile
