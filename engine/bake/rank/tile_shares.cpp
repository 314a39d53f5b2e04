// SPDX-License-Identifier: MIT
#include "engine/bake/rank/tile_shares.hpp"

#include "engine/tile/tile_id.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace tamga::bake {
namespace {

/// Points in 512 pixels squared that lie ten pixels apart.
constexpr double crowded = 2600;
/// Fewer points than this say little about the share that is kept.
constexpr double points_to_judge = 200;
/// How far the shares of neighbours may be apart, before whole points are made of them.
constexpr double most_unlike = 1.2;

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

std::uint64_t name_of(std::uint32_t x, std::uint32_t y) { return std::uint64_t{x} << 32 | y; }

}  // namespace

double most_points_in_tile(const BakedLayer& layer, const Budget& budget) {
    if (budget.tile_bytes == 0 && budget.tile_features == 0) {
        return 0;
    }
    double most = crowded;
    if (budget.tile_features > 0) {
        most = std::min(most, static_cast<double>(budget.tile_features));
    }
    if (budget.tile_bytes > 0) {
        most = std::min(most, static_cast<double>(budget.tile_bytes) / usual_bytes(layer.table));
    }
    return most;
}

double share_of_tile(double share, double points) {
    const double few = std::max(1.0, share * points_to_judge);
    return std::max(share, std::min(1.0, few / points));
}

TileShares::TileShares(int zoom, double most_in_tile, double most)
    : zoom_{zoom}, most_in_tile_{most_in_tile} {
    for (std::size_t i = 0; i < steps; ++i) {
        shares_[i] = static_cast<float>(most * std::exp2(-static_cast<double>(i) / 3));
    }
}

void TileShares::begin_tile(std::uint64_t key) {
    end_tile();
    tile_ = {.key = key};
}

void TileShares::add_cell(double points) {
    tile_.points += points;
    const auto all = static_cast<float>(points);
    for (std::size_t i = 0; i < steps; ++i) {
        tile_.kept[i] += std::min(static_cast<float>(most_in_cell), shares_[i] * all);
    }
}

void TileShares::end_tile() {
    fullest_ = std::max(fullest_, tile_.points);
    if (tile_.points >= std::min(points_to_judge, most_in_tile_)) {
        tiles_.push_back(tile_);
    }
    tile_ = {};
}

TileShares::Pairs TileShares::neighbours() const {
    const std::uint64_t first = tile::hilbert_id({.zoom = static_cast<std::uint8_t>(zoom_)});
    const int shift = 2 * (tile::world_bits - zoom_);
    std::unordered_map<std::uint64_t, std::size_t> numbers;
    std::vector<tile::TileId> ids;
    for (std::size_t i = 0; i < tiles_.size(); ++i) {
        const std::uint64_t within = shift == 64 ? 0 : tiles_[i].key >> shift;
        ids.push_back(tile::tile_of_hilbert_id(first + within));
        if (tiles_[i].points >= points_to_judge) {
            numbers[name_of(ids[i].x, ids[i].y)] = i;
        }
    }
    Pairs pairs;
    for (std::size_t i = 0; i < tiles_.size(); ++i) {
        for (const auto& [x, y] : {std::pair{ids[i].x + 1, ids[i].y}, {ids[i].x, ids[i].y + 1}}) {
            const auto found = numbers.find(name_of(x, y));
            if (tiles_[i].points >= points_to_judge && found != numbers.end()) {
                pairs.emplace_back(i, found->second);
            }
        }
    }
    return pairs;
}

bool TileShares::has_room(std::size_t step) const {
    return std::ranges::all_of(tiles_,
                               [&](const Tile& tile) { return tile.kept[step] <= most_in_tile_; });
}

bool TileShares::agree(const Pairs& neighbours, std::size_t step) const {
    return std::ranges::all_of(neighbours, [&](const auto& pair) {
        const double a = tiles_[pair.first].kept[step] / tiles_[pair.first].points;
        const double b = tiles_[pair.second].kept[step] / tiles_[pair.second].points;
        return std::max(a, b) <= most_unlike * std::min(a, b);
    });
}

std::size_t TileShares::step_with_room() {
    constexpr std::size_t quarter = 6;
    const Pairs pairs = neighbours();
    std::size_t step = 0;
    while (step + 1 < steps && !(has_room(step) && (step >= quarter || agree(pairs, step)))) {
        ++step;
    }
    return step;
}

double TileShares::largest_share() {
    end_tile();
    const std::size_t step = step_with_room();
    for (const Tile& tile : tiles_) {
        kept_ += tile.kept[step];
    }
    return shares_[step];
}

}  // namespace tamga::bake
