// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/routes/strokes.hpp"

#include <vector>

namespace tamga::bench {

/// Where a way and the one back are less than 1 apart.
struct Hidden {
    double in_middle = 0;  ///< The share of pairs that are so half-way,
    double length = 0;     ///< and the share of their length, but around the ends.
};

/// Of flows whose way back is among the strokes, too; the map is `world` wide.
Hidden hidden_returns(const std::vector<Stroke>& strokes, double world);

}  // namespace tamga::bench
