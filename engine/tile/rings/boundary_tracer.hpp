// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/grid.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace tamga::tile {

/// Joins stretches of an area's boundary to rings that touch in single points at most, none of them
/// itself. One object serves one thread and keeps its memory.
class BoundaryTracer {
public:
    /// A stretch with the area to its right.
    struct Arc {
        GridPoint from;
        GridPoint to;
        GridPoint second;         ///< The vertex after `from`.
        GridPoint last_but_one;   ///< The vertex before `to`.
        std::uint32_t chain = 0;  ///< Whatever the caller knows it by.
        bool reversed = false;
    };

    void clear() { arcs_.clear(); }
    void add(const Arc& arc) { arcs_.push_back(arc); }

    /// Calls `take` for every ring, with the arcs it consists of.
    void trace(const std::function<void(std::span<const Arc>)>& take);

private:
    void number_nodes();
    std::size_t next(std::size_t arc) const;
    void walk(std::size_t arc, const std::function<void(std::span<const Arc>)>& take);

    std::vector<Arc> arcs_;
    std::vector<std::uint32_t> nodes_;   ///< Of each arc: the first that begins where it does.
    std::vector<std::uint32_t> places_;  ///< Of each node: where the walk passes through it.
    std::vector<char> is_used_;
    std::vector<Arc> walk_;
    std::vector<std::uint32_t> walk_nodes_;
};

}  // namespace tamga::tile
