// SPDX-License-Identifier: MIT
#include "engine/bake/rank/full_cells.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace tamga::bake {
namespace {

/// The point with this number is drawn in this cell, and lies in another.
struct Moved {
    std::uint64_t cell = 0;
    std::size_t point = 0;
};

class FullCells {
public:
    FullCells(SlicedLayer& layer, std::span<ThinnedPoint> points, const tile::ZoomGrid& grid)
        : layer_{layer},
          points_{points},
          grid_{grid},
          cell_world_bits_{tile::world_bits - grid.zoom - cell_bits} {}

    std::size_t empty() {
        find_moved();
        for (std::size_t begin = 0; begin < moved_.size();) {
            std::size_t end = begin + 1;
            while (end < moved_.size() && moved_[end].cell == moved_[begin].cell) {
                ++end;
            }
            empty(std::span{moved_}.subspan(begin, end - begin));
            begin = end;
        }
        std::size_t kept = 0;
        for (std::size_t i = 0; i < points_.size(); ++i) {
            if (fate_[i] != left_out) {
                points_[kept++] = points_[i];
            }
        }
        return kept;
    }

private:
    enum Fate : char { stays, moves, left_out };

    /// The cell that a point is drawn in, if it lies in another.
    std::optional<std::uint64_t> other_cell(tile::WorldPoint at) const {
        const int bits = grid_.extent_bits() - cell_bits;
        const std::int64_t x = grid_.snapped(at.x) >> bits;
        const std::int64_t y = grid_.snapped(at.y) >> bits;
        if (x == at.x >> cell_world_bits_ && y == at.y >> cell_world_bits_) {
            return std::nullopt;
        }
        // Beyond the eastern edge of the world comes the western one.
        const tile::WorldPoint corner{static_cast<std::uint32_t>(x << cell_world_bits_),
                                      static_cast<std::uint32_t>(y << cell_world_bits_)};
        return tile::hilbert_key(corner) >> (2 * cell_world_bits_);
    }

    void find_moved() {
        fate_.assign(points_.size(), stays);
        Pace pace{layer_.table.storage};
        for (std::size_t i = 0; i < points_.size(); ++i) {
            pace.step();
            const auto cell = other_cell(layer_.table.rows[points_[i].feature].vertices[0]);
            if (cell) {
                moved_.push_back({*cell, i});
                fate_[i] = moves;
            }
        }
        std::ranges::sort(moved_, [](const Moved& a, const Moved& b) {
            return std::pair{a.cell, a.point} < std::pair{b.cell, b.point};
        });
    }

    /// Looks at the cell that these are drawn in.
    void empty(std::span<const Moved> moved) {
        std::vector<std::size_t> members;
        for (const Moved& one : moved) {
            members.push_back(one.point);
        }
        const std::uint64_t cell = moved.front().cell;
        const auto first = std::ranges::lower_bound(points_, cell << (2 * cell_world_bits_), {},
                                                    &ThinnedPoint::key);
        for (auto at = first; at != points_.end() && at->key >> (2 * cell_world_bits_) == cell;
             ++at) {
            const auto number = static_cast<std::size_t>(at - points_.begin());
            if (fate_[number] == stays) {
                members.push_back(number);
            }
        }
        std::ranges::sort(members, {},
                          [this](std::size_t i) { return layer_.importance[points_[i].feature]; });
        for (std::size_t i = most_in_cell; i < members.size(); ++i) {
            fate_[members[i]] = left_out;
            points_[members[0]].count += points_[members[i]].count;
            layer_.hide(points_[members[i]].feature, grid_.zoom);
        }
    }

    SlicedLayer& layer_;
    std::span<ThinnedPoint> points_;
    tile::ZoomGrid grid_;
    int cell_world_bits_;
    std::vector<Moved> moved_;
    std::vector<char> fate_;
};

}  // namespace

std::size_t empty_full_cells(SlicedLayer& layer, std::span<ThinnedPoint> points,
                             const tile::ZoomGrid& grid) {
    // Where a cell is a unit of the world or less, points that differ are never in one.
    if (grid.zoom + cell_bits >= tile::world_bits) {
        return points.size();
    }
    return FullCells{layer, points, grid}.empty();
}

}  // namespace tamga::bake
