// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/encoder.hpp"
#include "engine/bake/options.hpp"

#include <cstdint>

namespace tamga::bake {

/// About how many compressed bytes a piece takes, from the zoom below; 0: not known yet.
struct PieceSize {
    double bytes = 0;
};

/// A tile after it was fitted into the budget on its own.
struct FittedTile {
    Bytes content;
    Limits limits;             ///< Empty if nothing had to go.
    bool over_budget = false;  ///< What must be kept is more than the budget.
};

/// Encodes a tile so that it keeps within the budget: of each layer that may be thinned it keeps
/// the same share, the most important first, as large a share as fits (nearly).
FittedTile fit(const TileJob& job, std::span<const std::unique_ptr<BakedLayer>> layers,
               const Budget& budget, PieceSize size, Encoder& encoder);

}  // namespace tamga::bake
