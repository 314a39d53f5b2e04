// SPDX-License-Identifier: MIT
#include "engine/bake/tiles/tile_weights.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace tamga::bake {
namespace {

// A window of 1400 by 900 pixels touches at most so many tiles of 512.
constexpr std::int64_t columns_in_view = 4;
constexpr std::int64_t rows_in_view = 3;

}  // namespace

void ZoomWeights::add(std::uint64_t tile, std::uint64_t bytes) {
    weights_.push_back({tile, static_cast<std::uint32_t>(bytes)});
}

FirstView ZoomWeights::window(int zoom, std::int64_t column, std::int64_t row) const {
    const std::int64_t side = std::int64_t{1} << zoom;
    FirstView view;
    for (std::int64_t r = row; r < row + rows_in_view; ++r) {
        for (std::int64_t c = column; c < column + std::min(columns_in_view, side); ++c) {
            if (r < 0 || r >= side) {
                continue;
            }
            const tile::TileId id{.zoom = static_cast<std::uint8_t>(zoom),
                                  .x = static_cast<std::uint32_t>((c + side) % side),
                                  .y = static_cast<std::uint32_t>(r)};
            const std::uint64_t tile = tile::hilbert_id(id);
            const auto found = std::ranges::lower_bound(weights_, tile, {}, &Weight::tile);
            if (found != weights_.end() && found->tile == tile) {
                ++view.tiles;
                view.bytes += found->bytes;
            }
        }
    }
    return view;
}

FirstView ZoomWeights::first_view() const {
    if (weights_.empty()) {
        return {};
    }
    const auto heaviest = std::ranges::max_element(weights_, {}, &Weight::bytes);
    const tile::TileId around = tile::tile_of_hilbert_id(heaviest->tile);
    FirstView best;
    for (std::int64_t right = 0; right < columns_in_view; ++right) {
        for (std::int64_t down = 0; down < rows_in_view; ++down) {
            const FirstView view = window(around.zoom, around.x - right, around.y - down);
            best = view.bytes > best.bytes ? view : best;
        }
    }
    best.around = around;
    return best;
}

void HeaviestTiles::take(HeavyTile tile) {
    if (!may_take(tile.bytes)) {
        return;
    }
    const auto at = std::ranges::upper_bound(tiles_, tile.bytes, std::greater{}, &HeavyTile::bytes);
    tiles_.insert(at, std::move(tile));
    if (tiles_.size() > most) {
        tiles_.pop_back();
    }
    if (tiles_.size() == most) {
        least_.store(tiles_.back().bytes, std::memory_order_relaxed);
    }
}

}  // namespace tamga::bake
