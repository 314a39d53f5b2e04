// SPDX-License-Identifier: MIT
#include "engine/bake/rank/tile_shares.hpp"

#include "engine/bake/rank/whole_points.hpp"
#include "engine/tile/grid.hpp"
#include "engine/tile/tile_id.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tamga::bake {
namespace {

/// What a tile gets where points are crowded: they lie 14 pixels apart.
constexpr double usual_in_tile = 1300;
/// How much more is kept elsewhere in a tile where cities have no room for their share.
constexpr double most_beside_cities = 1.5;
/// Of the points of a zoom the one above has no more: four tiles become one.
constexpr double most_of_next = 0.7;

/// About how many compressed bytes a point of the layer takes in a tile.
double usual_bytes(const FeatureTable& table) {
    constexpr double frame = 10;
    std::uint64_t bytes = 0;
    for (const auto& chunk : table.chunks) {
        bytes += chunk->attributes.size();
    }
    const auto rows = static_cast<double>(std::max<std::size_t>(table.rows.size(), 1));
    return frame + static_cast<double>(bytes) / rows / 2;
}

/// Shares are not more than those of the four tiles that each becomes.
void keep_below(std::vector<TileShare>& tiles, const std::vector<TileShare>& below, int zoom) {
    const std::uint64_t first = tile::hilbert_id({.zoom = static_cast<std::uint8_t>(zoom)});
    const std::uint64_t next = tile::hilbert_id({.zoom = static_cast<std::uint8_t>(zoom + 1)});
    auto child = below.begin();
    for (TileShare& tile : tiles) {
        const std::uint64_t end = next + 4 * (tile.tile - first + 1);
        for (; child != below.end() && child->tile < end; ++child) {
            if (child->tile + 4 >= end) {
                tile.share = std::min(tile.share, child->share);
            }
        }
    }
}

double sum_kept(const std::vector<TileShare>& tiles, double most_share) {
    double sum = 0;
    for (const TileShare& tile : tiles) {
        sum += points_kept(std::min(tile.share, most_share), tile.points);
    }
    return sum;
}

/// Lowers the largest shares until no more than `most` points are kept.
void lower_to(double most, std::vector<TileShare>& tiles) {
    if (sum_kept(tiles, 1) <= most) {
        return;
    }
    double low = 0;
    double high = 1;
    for (int i = 0; i < 40; ++i) {
        const double middle = (low + high) / 2;
        (sum_kept(tiles, middle) <= most ? low : high) = middle;
    }
    for (TileShare& tile : tiles) {
        tile.share = std::min(tile.share, low);
    }
}

}  // namespace

double most_points_in_tile(const RankedLayer& layer, const Budget& budget) {
    const std::uint64_t own_bytes = layer.plan.max_tile_bytes.value_or(0);
    if (budget.tile_bytes == 0 && budget.tile_features == 0 && own_bytes == 0) {
        return 0;
    }
    double most = crowded;
    if (budget.tile_features > 0) {
        most = std::min(most, static_cast<double>(budget.tile_features));
    }
    for (const std::uint64_t bytes : {budget.tile_bytes, own_bytes}) {
        if (bytes > 0) {
            most = std::min(most, static_cast<double>(bytes) / usual_bytes(layer.table));
        }
    }
    return most;
}

void TileShares::begin_tile(std::uint64_t key) {
    end_tile();
    const std::uint64_t first = tile::hilbert_id({.zoom = static_cast<std::uint8_t>(zoom_)});
    const int shift = 2 * (tile::world_bits - zoom_);
    tile_ = {.tile = first + (shift == 64 ? 0 : key >> shift)};
    cells_.clear();
}

void TileShares::add_cell(const CellPoints& cell) {
    tile_.points += cell.all;
    there_ += cell.there;
    cells_.push_back(cell);
}

void TileShares::end_tile() {
    if (cells_.empty()) {
        return;
    }
    fullest_ = std::max(fullest_, tile_.points);
    tile_.share = tile_.points < points_to_judge ? 1 : share_with_room();
    tiles_.push_back(tile_);
    cells_.clear();
}

/// The largest share that the cells of the tile at hand have room for together.
double TileShares::share_with_room() const {
    const auto has_room = [this](double share) {
        double kept = 0;
        for (const CellPoints& cell : cells_) {
            kept +=
                std::min({cell.there, double{most_in_cell}, most_beside_cities * share * cell.all});
        }
        return kept >= share * tile_.points;
    };
    double low = -32;  // The logarithms are halved.
    double high = 0;
    for (int i = 0; i < 12; ++i) {
        const double middle = (low + high) / 2;
        (has_room(std::exp2(middle)) ? low : high) = middle;
    }
    return std::exp2(low);
}

std::vector<TileShare> TileShares::tried(double most_in_tile) const {
    std::vector<TileShare> tiles = tiles_;
    for (TileShare& tile : tiles) {
        tile.share = std::min(tile.share, most_in_tile / tile.points);
    }
    return tiles;
}

std::vector<TileShare> TileShares::shares(const std::vector<TileShare>& below) {
    constexpr double step = 1.15;
    constexpr int steps = 6;
    end_tile();
    std::vector<TileShare> best;
    double least = 0;
    for (int i = 0; i < steps; ++i) {
        std::vector<TileShare> tiles =
            tried(std::min(most_in_tile_, usual_in_tile * std::pow(step, i)));
        keep_below(tiles, below, zoom_);
        even_out(tiles);
        lower_to(most_of_next * there_, tiles);
        const double ratio = keep_whole_points(tiles);
        if (best.empty() || ratio < least) {
            best = std::move(tiles);
            least = ratio;
        }
        if (least <= most_unlike_neighbours) {
            break;
        }
    }
    return best;
}

}  // namespace tamga::bake
