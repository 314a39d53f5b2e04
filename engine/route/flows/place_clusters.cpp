// SPDX-License-Identifier: MIT
#include "engine/route/flows/place_clusters.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace tamga::route {
namespace {

constexpr std::uint32_t nobody = PlaceClusters::none;

/// The places that stand, in square cells as wide as the radius at least, so that what is within
/// the radius is in the cell or next to it. Columns go round the world.
class CellGrid {
public:
    CellGrid(const std::vector<geo::MercatorPoint>& positions, double radius, std::size_t expected)
        : positions_{positions},
          radius_{radius},
          columns_{std::max(std::int64_t{1}, static_cast<std::int64_t>(1 / radius))},
          mask_{std::bit_ceil(2 * expected + 2) - 1},
          cells_(mask_ + 1, Cell{-1, nobody}),
          next_(expected, nobody) {}

    /// The nearest place that stands within the radius; of equally near ones the heavier, which
    /// stood first.
    std::uint32_t nearest(geo::MercatorPoint at) const {
        double best = radius_ * radius_;
        std::uint32_t found = nobody;
        for (std::int64_t row = row_of(at) - 1; row <= row_of(at) + 1; ++row) {
            for (std::int64_t column = column_of(at) - 1; column <= column_of(at) + 1; ++column) {
                for (std::uint32_t i = first_in(column, row); i != nobody; i = next_[i]) {
                    const double squared = squared_distance(at, positions_[places_[i]]);
                    if (squared < best || (squared == best && i < found)) {
                        best = squared;
                        found = i;
                    }
                }
            }
        }
        return found == nobody ? nobody : places_[found];
    }

    void add(std::uint32_t place) {
        Cell& cell = cells_[slot_of(column_of(positions_[place]), row_of(positions_[place]))];
        cell.key = key_of(column_of(positions_[place]), row_of(positions_[place]));
        const auto number = static_cast<std::uint32_t>(places_.size());
        next_[number] = cell.first;
        cell.first = number;
        places_.push_back(place);
    }

private:
    struct Cell {
        std::int64_t key;
        std::uint32_t first;
    };

    std::int64_t column_of(geo::MercatorPoint p) const {
        return static_cast<std::int64_t>(std::floor(p.x * static_cast<double>(columns_)));
    }
    std::int64_t row_of(geo::MercatorPoint p) const {
        return static_cast<std::int64_t>(std::floor(p.y * static_cast<double>(columns_)));
    }

    std::int64_t key_of(std::int64_t column, std::int64_t row) const {
        const std::int64_t wrapped = ((column % columns_) + columns_) % columns_;
        return ((row + 1) << 32) | wrapped;
    }

    /// Where the cell is in the table, or where it would be.
    std::size_t slot_of(std::int64_t column, std::int64_t row) const {
        const std::int64_t key = key_of(column, row);
        std::uint64_t hash = static_cast<std::uint64_t>(key) * 0x9e3779b97f4a7c15U;
        hash ^= hash >> 32;
        std::size_t at = hash & mask_;
        while (cells_[at].key != -1 && cells_[at].key != key) {
            at = (at + 1) & mask_;
        }
        return at;
    }

    std::uint32_t first_in(std::int64_t column, std::int64_t row) const {
        return cells_[slot_of(column, row)].first;
    }

    static double squared_distance(geo::MercatorPoint a, geo::MercatorPoint b) {
        const double across = std::abs(a.x - b.x);
        const double dx = std::min(across, std::abs(1 - across));
        return dx * dx + (a.y - b.y) * (a.y - b.y);
    }

    const std::vector<geo::MercatorPoint>& positions_;
    double radius_;
    std::int64_t columns_;
    std::size_t mask_;
    std::vector<Cell> cells_;
    std::vector<std::uint32_t> next_;
    std::vector<std::uint32_t> places_;
};

}  // namespace

PlaceClusters::PlaceClusters(std::vector<geo::MercatorPoint> positions, std::vector<Weight> weights)
    : positions_{std::move(positions)},
      weights_{std::move(weights)},
      heads_(positions_.size()),
      active_(positions_.size()) {
    std::iota(heads_.begin(), heads_.end(), 0U);
    std::iota(active_.begin(), active_.end(), 0U);
    sort_active();
}

void PlaceClusters::sort_active() {
    std::ranges::sort(active_, [this](std::uint32_t a, std::uint32_t b) {
        return weights_[a] != weights_[b] ? weights_[a] > weights_[b] : a < b;
    });
}

void PlaceClusters::take_in(const std::vector<std::uint32_t>& taken_by) {
    for (const std::uint32_t place : active_) {
        if (taken_by[place] != place) {
            weights_[taken_by[place]] += weights_[place];
        }
    }
    if (std::erase_if(active_, [&](std::uint32_t p) { return taken_by[p] != p; }) == 0) {
        return;
    }
    sort_active();
    for (std::uint32_t& head : heads_) {
        head = taken_by[head];
    }
}

void PlaceClusters::zoom_out(int zoom, double radius_px) {
    if (radius_px <= 0) {
        return;
    }
    CellGrid grid{positions_, std::ldexp(radius_px / 512, -zoom), active_.size()};
    std::vector<std::uint32_t> taken_by(heads_.size(), nobody);
    for (const std::uint32_t place : active_) {
        const std::uint32_t near = grid.nearest(positions_[place]);
        taken_by[place] = near == nobody ? place : near;
        if (near == nobody) {
            grid.add(place);
        }
    }
    take_in(taken_by);
}

void PlaceClusters::unite(std::span<const std::uint32_t> units) {
    std::vector<std::uint32_t> taken_by(heads_.size(), nobody);
    std::vector<std::uint32_t> head_of_unit(heads_.size() + 1, nobody);
    for (const std::uint32_t place : active_) {
        const std::uint32_t unit = units[place];
        taken_by[place] = place;
        if (unit != none && head_of_unit[unit] == nobody) {
            head_of_unit[unit] = place;
        } else if (unit != none) {
            taken_by[place] = head_of_unit[unit];
        }
    }
    take_in(taken_by);
}

}  // namespace tamga::route
