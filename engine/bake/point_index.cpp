// SPDX-License-Identifier: MIT
#include "engine/bake/point_index.hpp"

#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_sort.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace tamga::bake {
namespace {

using tile::GridPoint;

constexpr std::size_t entries_at_once = 1 << 16;

/// The tiles of one zoom that show one position.
class Placer {
public:
    explicit Placer(const tile::ZoomGrid& grid)
        : grid_{grid},
          tile_bits_{tile::world_bits - grid.zoom},
          first_id_{tile::hilbert_id({.zoom = static_cast<std::uint8_t>(grid.zoom)})} {}

    void place(const PointIndex::Entry& entry, std::vector<Piece>& own,
               std::vector<Piece>& neighbours) const {
        const std::int64_t column = std::int64_t{entry.position.x} >> tile_bits_;
        const std::int64_t row = std::int64_t{entry.position.y} >> tile_bits_;
        const std::int64_t extent = grid_.spec.extent;
        const auto x = static_cast<std::int32_t>(grid_.snapped(entry.position.x) - column * extent);
        const auto y = static_cast<std::int32_t>(grid_.snapped(entry.position.y) - row * extent);
        // A shift by all 64 bits, at zoom 0, would not be a shift.
        const std::uint64_t within = grid_.zoom == 0 ? 0 : entry.key >> (2 * tile_bits_);
        own.emplace_back(first_id_ + within, entry.feature, GridPoint{x, y});
        const std::int32_t buffer = grid_.spec.buffer;
        if (x > buffer && x < extent - buffer && y > buffer && y < extent - buffer) {
            return;
        }
        for (std::int64_t c = column - 1; c <= column + 1; ++c) {
            for (std::int64_t r = row - 1; r <= row + 1; ++r) {
                const auto dx = static_cast<std::int32_t>(x + (column - c) * extent);
                const auto dy = static_cast<std::int32_t>(y + (row - r) * extent);
                const bool is_own = c == column && r == row;
                if (is_own || r < 0 || r >= grid_.columns() || !reaches(dx) || !reaches(dy)) {
                    continue;
                }
                neighbours.emplace_back(tile::hilbert_id(tile::wrapped_tile(grid_.zoom, c, r)),
                                        entry.feature, GridPoint{dx, dy});
            }
        }
    }

private:
    bool reaches(std::int32_t along) const {
        return along >= -grid_.spec.buffer && along <= grid_.spec.extent + grid_.spec.buffer;
    }

    const tile::ZoomGrid& grid_;
    int tile_bits_;
    std::uint64_t first_id_;
};

struct Block {
    std::vector<Piece> own;
    std::vector<Piece> neighbours;
};

/// Puts the neighbours' pieces where they belong among the own ones.
void merge_blocks(std::vector<Block>& blocks, std::vector<Piece>& pieces) {
    std::vector<Piece> own;
    std::vector<Piece> neighbours;
    for (Block& block : blocks) {
        own.insert(own.end(), block.own.begin(), block.own.end());
        neighbours.insert(neighbours.end(), block.neighbours.begin(), block.neighbours.end());
        block = {};
    }
    if (!std::is_sorted(own.begin(), own.end())) {
        std::stable_sort(own.begin(),
                         own.end());  // A layer of points and other shapes keeps its own order.
    }
    std::stable_sort(neighbours.begin(), neighbours.end());
    const std::size_t before = pieces.size();
    pieces.resize(before + own.size() + neighbours.size());
    std::merge(own.begin(), own.end(), neighbours.begin(), neighbours.end(),
               pieces.begin() + static_cast<std::ptrdiff_t>(before));
}

}  // namespace

PointIndex::PointIndex(const FeatureTable& table) {
    std::vector<std::size_t> begins;
    std::size_t count = 0;
    for (const FeatureRow& row : table.rows) {
        begins.push_back(count);
        count += row.shape == model::Shape::points ? row.vertex_count : 0;
    }
    entries_.resize(count);
    oneapi::tbb::parallel_for(
        std::size_t{0}, count == 0 ? 0 : table.rows.size(), [&](std::size_t i) {
            const FeatureRow& row = table.rows[i];
            for (std::uint32_t v = 0; row.shape == model::Shape::points && v < row.vertex_count;
                 ++v) {
                entries_[begins[i] + v] = {tile::hilbert_key(row.vertices[v]),
                                           static_cast<std::uint32_t>(i), row.vertices[v]};
            }
        });
    oneapi::tbb::parallel_sort(entries_.begin(), entries_.end(),
                               [](const Entry& a, const Entry& b) {
                                   return std::tie(a.key, a.feature) < std::tie(b.key, b.feature);
                               });
}

void PointIndex::place(const tile::ZoomGrid& grid, const std::vector<char>& visible,
                       std::vector<Piece>& pieces) const {
    std::vector<Block> blocks((entries_.size() + entries_at_once - 1) / entries_at_once);
    const Placer placer{grid};
    oneapi::tbb::parallel_for(std::size_t{0}, blocks.size(), [&](std::size_t b) {
        const std::size_t end = std::min(entries_.size(), (b + 1) * entries_at_once);
        for (std::size_t i = b * entries_at_once; i < end; ++i) {
            if (visible[entries_[i].feature] != 0) {
                placer.place(entries_[i], blocks[b].own, blocks[b].neighbours);
            }
        }
    });
    merge_blocks(blocks, pieces);
}

}  // namespace tamga::bake
