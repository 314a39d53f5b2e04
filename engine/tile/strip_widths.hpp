// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/world.hpp"

#include <span>
#include <vector>

namespace tamga::tile {

/// For each vertex of the two sides of a strip the least width, in world units, that closes the
/// strip from its begin as far as that vertex; infinite where it would be over `widest`.
struct StripWidths {
    std::vector<double> one;
    std::vector<double> other;
};

/// Goes along both sides at once, from the vertex they begin at, always to the next vertex of the
/// one that stays nearer to the other. Where the sides part at more than 45 degrees there is no
/// strip. Requires that both have two vertices or more, and begin at the same.
StripWidths widths_from_begin(std::span<const WorldPoint> one, std::span<const WorldPoint> other,
                              double widest);

}  // namespace tamga::tile
