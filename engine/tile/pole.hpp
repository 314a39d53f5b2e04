// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/world.hpp"

#include <span>
#include <vector>

namespace tamga::tile {

/// A place inside a polygon and how far it is from the nearest ring, in world units.
struct Pole {
    UnwrappedPoint at;
    double distance = 0;
};

/// The pole of inaccessibility of a polygon: the centre of the largest circle that fits into it, on
/// the map. The circle that is found is at least 0.99 times as large as the largest, or smaller by
/// no more than two world units (2 cm). `rings` are open, the first is the outer one and the rest
/// are holes; their winding order does not matter.
///
/// Squares are divided, the one that may hold the best answer first, as in "polylabel" (V.
/// Agafonkin 2016); each square knows the few runs of edges that can be nearest to a place in it,
/// so the time grows with the number of vertices, not with that times the number of squares.
///
/// Of a polygon without an inside the answer is its first vertex. Requires that there is one.
Pole pole_of_inaccessibility(std::span<const std::vector<UnwrappedPoint>> rings);

}  // namespace tamga::tile
