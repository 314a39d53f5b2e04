// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/tiles/encoder.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tamga::bake {

/// Some tiles that follow each other, with the pieces that their jobs look at.
struct TileBatch {
    std::vector<std::vector<Piece>> pieces;  ///< By layer.
    std::vector<TileJob> jobs;               ///< In hilbert_id order, none without a piece.
};

/// All tiles of one zoom in order, cut into batches of about equal work. A batch is made when it is
/// asked for, so that a zoom is never in memory as a whole. Where it is cut depends on the features
/// alone.
class ZoomTiles {
public:
    /// Draws the features that are visible now. Keeps a reference to `layers`, which must
    /// outlive it.
    ZoomTiles(int zoom, std::span<const std::unique_ptr<SlicedLayer>> layers,
              const tile::GridSpec& spec);

    std::size_t size() const { return bounds_.size() - 1; }
    /// The tiles of batch `i`. Called from several threads.
    TileBatch batch(std::size_t i) const;

private:
    std::vector<Piece> pieces_of(std::size_t layer, std::uint64_t begin, std::uint64_t end) const;

    int zoom_;
    std::span<const std::unique_ptr<SlicedLayer>> layers_;
    std::vector<std::unique_ptr<ZoomPoints>> points_;  ///< By layer; null if it has none here.
    std::vector<std::uint64_t> bounds_;  ///< Batch i has the tiles bounds_[i]..bounds_[i + 1] - 1.
};

}  // namespace tamga::bake
