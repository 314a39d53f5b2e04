// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tamga::place {

class TownTree;
struct TownNode;

/// Which towns can be the nearest of a position: a list for each cell of half a degree. At sea,
/// where a tree is searched long and wide, they are few.
class NearCells {
public:
    /// No list is longer; a cell with more towns in or around it has none.
    static constexpr std::size_t most = 64;
    static constexpr double cell_deg = 0.5;
    static constexpr std::int64_t columns = 720;
    static constexpr std::int64_t rows = 360;

    NearCells() = default;
    /// `starts` says for each cell, row by row from the south-west, where its list starts in
    /// `nodes`, and where the last one ends.
    NearCells(std::span<const std::uint32_t> starts, std::span<const std::uint32_t> nodes)
        : starts_{starts}, nodes_{nodes} {}

    /// Numbers of nodes of the tree; empty: ask the tree.
    std::span<const std::uint32_t> at(geo::LonLat position) const;

private:
    std::span<const std::uint32_t> starts_;
    std::span<const std::uint32_t> nodes_;
};

struct NearLists {
    std::vector<std::uint32_t> starts;
    std::vector<std::uint32_t> nodes;
};

/// The lists for a tree of `nodes`. A town is left out of a cell's list if another one is nearer,
/// by more than chords and geodesics differ, wherever in the cell one stands.
NearLists near_lists(const TownTree& tree, std::span<const TownNode> nodes);

}  // namespace tamga::place
