// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/report.hpp"

#include <atomic>
#include <cstdint>
#include <vector>

namespace tamga::bake {

/// The sizes of the tiles of one zoom, for what a first view loads.
class ZoomWeights {
public:
    /// In hilbert_id order.
    void add(std::uint64_t tile, std::uint64_t bytes);
    FirstView first_view() const;

private:
    struct Weight {
        std::uint64_t tile = 0;
        std::uint32_t bytes = 0;
    };
    FirstView window(int zoom, std::int64_t column, std::int64_t row) const;

    std::vector<Weight> weights_;
};

/// The ten heaviest tiles.
class HeaviestTiles {
public:
    /// False if the tile is lighter than ten others for certain. Called from several threads.
    bool may_take(std::uint64_t bytes) const {
        return bytes > least_.load(std::memory_order_relaxed);
    }
    void take(HeavyTile tile);
    std::vector<HeavyTile> finish() && { return std::move(tiles_); }

private:
    static constexpr std::size_t most = 10;

    std::vector<HeavyTile> tiles_;  ///< The heaviest first.
    /// What a tile must be heavier than. It only grows, so whoever reads an old value keeps a tile
    /// that take() does not want.
    std::atomic<std::uint64_t> least_{0};
};

}  // namespace tamga::bake
