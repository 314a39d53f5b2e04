// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/world.hpp"

#include <vector>

namespace tamga::tile {

/// Data that crosses the antimeridian without being cut there jumps from one edge of the map to the
/// other, as from 179 to -179 degrees. What goes on after such a jump is moved by a whole world, so
/// that neighbours on the globe are neighbours here; x may leave 0..world_size by any number of
/// worlds.

/// Of a line: a step of more than 270 degrees is a jump. One along the whole of a parallel, from
/// -180 to 180 degrees, is one only where the line comes from elsewhere and goes on elsewhere.
void go_round(std::vector<UnwrappedPoint>& line);

/// Of an open ring, by what it encloses on the globe (see geo::unwrap_ring()). A ring round a pole is
/// closed along the Mercator limit there: at the pole of the smaller part of the two into which it
/// divides the globe. It begins at an edge of the map then.
void go_round_ring(std::vector<UnwrappedPoint>& ring);

/// Of the open rings of one polygon, the first of which is its outer one. Where rings go round a
/// pole, the polygon lies between them: the one that encloses most comes out first then, whichever
/// was called a hole. So a ring along a pole with a coast as its hole is the land within the coast.
void go_round_polygon(std::vector<std::vector<UnwrappedPoint>>& rings);

}  // namespace tamga::tile
