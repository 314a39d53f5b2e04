// SPDX-License-Identifier: MIT
#include "engine/place/near_cells.hpp"

#include "engine/base/parallel.hpp"
#include "engine/place/town_tree.hpp"

#include <algorithm>
#include <cmath>

namespace tamga::place {
namespace {

/// A cell in space: a box around it, its middle, and how far from there its corners are at most.
/// Its sides are multiples of half a degree, so that no coordinate has an extreme between corners.
struct Cell {
    Vector least{};
    Vector most{};
    Vector middle{};
    double radius_m = 0;
};

Cell cell_at(std::int64_t column, std::int64_t row) {
    constexpr double size = NearCells::cell_deg;
    const double west = size * static_cast<double>(column - NearCells::columns / 2);
    const double south = size * static_cast<double>(row - NearCells::rows / 2);
    Cell cell;
    cell.middle = in_space({.lon = west + size / 2, .lat = south + size / 2});
    cell.least = cell.most = in_space({.lon = west, .lat = south});
    for (const double lon : {west, west + size}) {
        for (const double lat : {south, south + size}) {
            const Vector corner = in_space({.lon = lon, .lat = lat});
            double squared = 0;
            for (std::size_t i = 0; i < 3; ++i) {
                cell.least[i] = std::min(cell.least[i], corner[i]);
                cell.most[i] = std::max(cell.most[i], corner[i]);
                squared += (corner[i] - cell.middle[i]) * (corner[i] - cell.middle[i]);
            }
            cell.radius_m = std::max(cell.radius_m, std::sqrt(squared));
        }
    }
    return cell;
}

/// The least of d(p, far)^2 - d(p, near)^2 for p in the box: it is linear in p.
double least_lead(const Cell& cell, const TownNode& near, const TownNode& far) {
    double lead = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        const auto a = static_cast<double>(near.at[i]);
        const auto b = static_cast<double>(far.at[i]);
        const double slope = 2 * (b - a);
        lead += b * b - a * a - std::max(slope * cell.least[i], slope * cell.most[i]);
    }
    return lead;
}

std::vector<std::uint32_t> list_of(const TownTree& tree, std::span<const TownNode> nodes,
                                   const Cell& cell) {
    const double nearest_m = tree.least_chord(cell.middle);
    const double reach_m = nearest_m + 2 * cell.radius_m + tolerance(nearest_m) + 10;
    const double farthest_m = reach_m + cell.radius_m;
    const double with_tolerance = farthest_m + tolerance(farthest_m);
    const double margin = with_tolerance * with_tolerance - farthest_m * farthest_m;
    std::vector<std::uint32_t> around;
    tree.within(cell.middle, reach_m, around);
    std::ranges::sort(
        around, {}, [&](std::uint32_t node) { return squared_distance(cell.middle, nodes[node]); });
    std::vector<std::uint32_t> list;
    for (const std::uint32_t node : around) {
        const bool beaten = std::ranges::any_of(list, [&](std::uint32_t other) {
            return least_lead(cell, nodes[other], nodes[node]) > margin;
        });
        if (!beaten && list.size() == NearCells::most) {
            return {};
        }
        if (!beaten) {
            list.push_back(node);
        }
    }
    return list;
}

}  // namespace

std::span<const std::uint32_t> NearCells::at(geo::LonLat position) const {
    if (starts_.size() != static_cast<std::size_t>(columns * rows + 1)) {
        return {};
    }
    const auto cell = [](double degrees, std::int64_t count) {
        const auto number = static_cast<std::int64_t>(std::floor(degrees / cell_deg)) + count / 2;
        return std::clamp(number, std::int64_t{0}, count - 1);
    };
    const auto index =
        static_cast<std::size_t>(cell(position.lat, rows) * columns + cell(position.lon, columns));
    const std::size_t begin = starts_[index];
    const std::size_t end = starts_[index + 1];
    return begin <= end && end <= nodes_.size() ? nodes_.subspan(begin, end - begin)
                                                : std::span<const std::uint32_t>{};
}

NearLists near_lists(const TownTree& tree, std::span<const TownNode> nodes) {
    NearLists lists;
    if (nodes.empty()) {
        return lists;
    }
    std::vector<std::vector<std::uint32_t>> cells(
        static_cast<std::size_t>(NearCells::columns * NearCells::rows));
    base::parallel_for(cells.size(), [&](std::size_t i) {
        const auto at = static_cast<std::int64_t>(i);
        cells[i] = list_of(tree, nodes, cell_at(at % NearCells::columns, at / NearCells::columns));
    });
    for (const auto& list : cells) {
        lists.starts.push_back(static_cast<std::uint32_t>(lists.nodes.size()));
        lists.nodes.insert(lists.nodes.end(), list.begin(), list.end());
    }
    lists.starts.push_back(static_cast<std::uint32_t>(lists.nodes.size()));
    return lists;
}

}  // namespace tamga::place
