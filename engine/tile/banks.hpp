// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/world.hpp"

#include <span>
#include <vector>

namespace tamga::tile {

/// For each vertex of the two banks of a strip the least width, in world units, that closes the
/// strip from its begin as far as that vertex; infinite where it would be over `widest`.
struct BankWidths {
    std::vector<double> one;
    std::vector<double> other;
};

/// Goes along both banks at once, from the vertex they begin at, always to the next vertex of the
/// one that stays nearer to the other. Where the banks part at more than 45 degrees there is no
/// strip. Requires that both have two vertices or more, and begin at the same.
BankWidths widths_from_begin(std::span<const WorldPoint> one, std::span<const WorldPoint> other,
                             double widest);

}  // namespace tamga::tile
