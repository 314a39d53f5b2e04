// SPDX-License-Identifier: MIT
#include "engine/bake/table/point_index.hpp"

#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_sort.h>

#include <algorithm>
#include <numeric>
#include <span>
#include <tuple>

namespace tamga::bake {
namespace {

using tile::GridPoint;

constexpr std::size_t entries_at_once = 1 << 14;

std::uint64_t first_tile(int zoom) {
    return tile::hilbert_id({.zoom = static_cast<std::uint8_t>(zoom)});
}

/// The tiles of one zoom that show one position.
class Placer {
public:
    explicit Placer(const tile::ZoomGrid& grid)
        : grid_{grid}, tile_bits_{tile::world_bits - grid.zoom}, first_id_{first_tile(grid.zoom)} {}

    /// In the tile that it lies in.
    Piece place(const PointIndex::Entry& entry) const {
        // A shift by all 64 bits, at zoom 0, would not be a shift.
        const std::uint64_t within = grid_.zoom == 0 ? 0 : entry.key >> (2 * tile_bits_);
        return {first_id_ + within, entry.feature, cell(entry).point};
    }

    /// In the tiles around, as far as it lies in their buffers.
    void place_around(const PointIndex::Entry& entry, std::vector<Piece>& neighbours) const {
        const auto [column, row, point] = cell(entry);
        const std::int32_t buffer = grid_.spec.buffer;
        const auto is_inner = [&](std::int32_t along) {
            return along > buffer && along < grid_.spec.extent - buffer;
        };
        if (is_inner(point.x) && is_inner(point.y)) {
            return;
        }
        for (std::int64_t c = column - 1; c <= column + 1; ++c) {
            for (std::int64_t r = row - 1; r <= row + 1; ++r) {
                const auto x =
                    static_cast<std::int32_t>(point.x + (column - c) * grid_.spec.extent);
                const auto y = static_cast<std::int32_t>(point.y + (row - r) * grid_.spec.extent);
                const bool is_own = c == column && r == row;
                if (is_own || r < 0 || r >= grid_.columns() || !reaches(x) || !reaches(y)) {
                    continue;
                }
                neighbours.emplace_back(tile::hilbert_id(tile::wrapped_tile(grid_.zoom, c, r)),
                                        entry.feature, GridPoint{x, y});
            }
        }
    }

private:
    struct Cell {
        std::int64_t column;
        std::int64_t row;
        GridPoint point;
    };
    Cell cell(const PointIndex::Entry& entry) const {
        const std::int64_t column = std::int64_t{entry.position.x} >> tile_bits_;
        const std::int64_t row = std::int64_t{entry.position.y} >> tile_bits_;
        const std::int64_t extent = grid_.spec.extent;
        return {column,
                row,
                {static_cast<std::int32_t>(grid_.snapped(entry.position.x) - column * extent),
                 static_cast<std::int32_t>(grid_.snapped(entry.position.y) - row * extent)}};
    }
    bool reaches(std::int32_t along) const {
        return along >= -grid_.spec.buffer && along <= grid_.spec.extent + grid_.spec.buffer;
    }

    const tile::ZoomGrid& grid_;
    int tile_bits_;
    std::uint64_t first_id_;
};

/// What a stretch of the index comes to at a zoom.
struct Block {
    std::size_t visible = 0;
    std::vector<Piece> neighbours;
};

/// Orders the neighbours fully: a point can lie in two buffers of one tile, at zoom 0.
bool comes_before(const Piece& a, const Piece& b) {
    return std::tie(a.tile, a.feature, a.point) < std::tie(b.tile, b.feature, b.point);
}

}  // namespace

PointIndex::PointIndex(const FeatureTable& table) : entries_{table.storage.memory} {
    constexpr std::size_t rows_at_once = 1 << 15;
    const std::size_t rows = table.rows.size();
    // Where each block of rows begins among the entries.
    std::vector<std::size_t> begins((rows + rows_at_once - 1) / rows_at_once + 1);
    const auto for_blocks = [&](const auto& work) {
        oneapi::tbb::parallel_for(std::size_t{0}, begins.size() - 1, [&](std::size_t b) {
            table.storage.keep_within_limit();
            const std::size_t end = std::min(rows, (b + 1) * rows_at_once);
            for (std::size_t i = b * rows_at_once; i < end; ++i) {
                if (table.rows[i].shape == model::Shape::points) {
                    work(b, static_cast<std::uint32_t>(i));
                }
            }
        });
    };
    for_blocks(
        [&](std::size_t b, std::uint32_t row) { begins[b + 1] += table.rows[row].vertex_count; });
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    table.storage.resize(entries_, begins.back());
    std::vector<std::size_t> next{begins.begin(), begins.end() - 1};
    for_blocks([&](std::size_t b, std::uint32_t i) {
        const FeatureRow& row = table.rows[i];
        for (const tile::WorldPoint vertex : std::span{row.vertices, row.vertex_count}) {
            entries_[next[b]++] = {tile::hilbert_key(vertex), i, vertex};
        }
    });
    sort(table.storage);
}

/// Single points that were collected along the curve are sorted already.
void PointIndex::sort(const Storage& storage) {
    const auto comes_before = [](const Entry& a, const Entry& b) {
        return std::tie(a.key, a.feature) < std::tie(b.key, b.feature);
    };
    std::vector<char> sorted((entries_.size() + entries_at_once - 1) / entries_at_once);
    oneapi::tbb::parallel_for(std::size_t{0}, sorted.size(), [&](std::size_t b) {
        storage.keep_within_limit();
        const auto block = std::span{entries_}.subspan(b * entries_at_once);
        const auto with_next = block.first(std::min(block.size(), entries_at_once + 1));
        sorted[b] = std::ranges::is_sorted(with_next, comes_before) ? 1 : 0;
    });
    if (std::ranges::find(sorted, 0) != sorted.end()) {
        oneapi::tbb::parallel_sort(entries_.begin(), entries_.end(), comes_before);
    }
}

ZoomPoints::ZoomPoints(const PointIndex& index, const tile::ZoomGrid& grid,
                       const Visibility& visibility, const Storage& storage)
    : index_{index},
      grid_{grid},
      visibility_{visibility},
      storage_{storage},
      neighbours_{index.entries().get_allocator()} {
    const auto& entries = index_.entries();
    std::vector<Block> blocks((entries.size() + entries_at_once - 1) / entries_at_once);
    const Placer placer{grid_};
    oneapi::tbb::parallel_for(std::size_t{0}, blocks.size(), [&](std::size_t b) {
        storage.keep_within_limit();
        const std::size_t end = std::min(entries.size(), (b + 1) * entries_at_once);
        for (std::size_t i = b * entries_at_once; i < end; ++i) {
            if (visibility_(entries[i].feature)) {
                ++blocks[b].visible;
                placer.place_around(entries[i], blocks[b].neighbours);
            }
        }
    });
    std::size_t count = 0;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        if (count >= entries_at_once) {
            cuts_.push_back(placer.place(entries[b * entries_at_once]).tile);
            count = 0;
        }
        count += blocks[b].visible;
        neighbours_.insert(neighbours_.end(), blocks[b].neighbours.begin(),
                           blocks[b].neighbours.end());
        blocks[b] = {};
    }
    oneapi::tbb::parallel_sort(neighbours_.begin(), neighbours_.end(), comes_before);
}

std::size_t ZoomPoints::first_entry_of(std::uint64_t tile) const {
    const auto& entries = index_.entries();
    const std::uint64_t within = tile - first_tile(grid_.zoom);
    if (within >> (2 * grid_.zoom) != 0) {
        return entries.size();  // One past the last tile of the zoom.
    }
    const int shift = 2 * (tile::world_bits - grid_.zoom);
    const std::uint64_t key = shift == 64 ? 0 : within << shift;
    const auto found = std::ranges::lower_bound(entries, key, {}, &PointIndex::Entry::key);
    return static_cast<std::size_t>(found - entries.begin());
}

void ZoomPoints::place(std::uint64_t begin, std::uint64_t end, std::vector<Piece>& pieces) const {
    const auto& entries = index_.entries();
    const Placer placer{grid_};
    std::vector<Piece> own;
    const std::size_t last = first_entry_of(end);
    for (std::size_t i = first_entry_of(begin); i < last; ++i) {
        if (i % entries_at_once == 0) {
            storage_.keep_within_limit();
        }
        if (visibility_(entries[i].feature)) {
            own.push_back(placer.place(entries[i]));
        }
    }
    if (!std::is_sorted(own.begin(), own.end())) {
        std::stable_sort(own.begin(), own.end());  // A layer that keeps the order of its source.
    }
    const auto around = [&](std::uint64_t tile) {
        return std::ranges::lower_bound(neighbours_, tile, {}, &Piece::tile);
    };
    const auto first = around(begin);
    const auto past = around(end);
    const auto before = static_cast<std::ptrdiff_t>(pieces.size());
    pieces.resize(pieces.size() + own.size() + static_cast<std::size_t>(past - first));
    std::merge(own.begin(), own.end(), first, past, pieces.begin() + before);
}

}  // namespace tamga::bake
