// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/options.hpp"
#include "engine/bake/tiles/encoder.hpp"

#include <cstdint>

namespace tamga::bake {

/// About how many compressed bytes a piece takes, from the zoom below; 0: not known yet.
struct PieceSize {
    double bytes = 0;
};

/// A tile after it was fitted into the budget on its own.
struct FittedTile {
    Bytes content;
    std::uint64_t features = 0;  ///< How many it draws.
    Limits limits;               ///< Empty if nothing had to go.
    /// Of each layer, whether others of higher priority are in the tile.
    std::vector<char> beside = {};
};

/// True if the tile is within the budget, and each layer within its own, however badly it
/// compresses.
bool fits_for_certain(const TileJob& job, std::span<const std::unique_ptr<SlicedLayer>> layers,
                      const Budget& budget);

/// Encodes a tile so that it keeps within the budget. A layer with a limit of its own is brought
/// within that first. Then those of the lowest priority that may be thinned keep the same share,
/// the most important first, as large a share as fits (nearly); only when nothing of them is left
/// the next ones do. What must be kept may be more.
FittedTile fit(const TileJob& job, std::span<const std::unique_ptr<SlicedLayer>> layers,
               const Budget& budget, PieceSize size, Encoder& encoder);

}  // namespace tamga::bake
