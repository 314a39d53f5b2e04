// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/budget.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tamga::bake {

/// A tile ready to be written.
struct EncodedTile {
    std::uint64_t tile = 0;
    Bytes content;
};

/// What baking one zoom came to.
struct ZoomResult {
    int zoom = 0;
    std::vector<EncodedTile> tiles;  ///< In hilbert_id order, none empty.
    std::uint64_t features = 0;      ///< Distinct ones, over all layers.
    std::uint64_t over_budget = 0;   ///< Tiles that could not be brought within the budget.
    PieceSize piece_size;            ///< For the next zoom up.
};

/// Bakes one zoom of all layers. Features that do not fit are no longer `visible` afterwards, here
/// and at every zoom above; a feature is drawn in all tiles that it touches or in none.
ZoomResult bake_zoom(int zoom, std::span<const std::unique_ptr<BakedLayer>> layers,
                     const Options& options, PieceSize size);

}  // namespace tamga::bake
