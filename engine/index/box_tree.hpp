// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tamga::index {

/// True if the closed boxes have a position in common.
inline bool touch(const geo::Box& a, const geo::Box& b) {
    return a.south_west.lon <= b.north_east.lon && b.south_west.lon <= a.north_east.lon &&
           a.south_west.lat <= b.north_east.lat && b.south_west.lat <= a.north_east.lat;
}

/// The smallest box that holds both.
geo::Box united(const geo::Box& a, const geo::Box& b);

/// The smallest box that holds a straight piece from `a` to `b`.
geo::Box box_of(geo::LonLat a, geo::LonLat b);

/// Which of many boxes touch a window: an R-tree over boxes that do not change, packed by
/// sort-tile-recursive (Leutenegger and others 1997), in doubles. Small windows take it half of the
/// time of Boost.Geometry's R-tree or less; where boxes change, or neighbours are asked for, that
/// one takes a quarter of the time or less (tests/bench/index).
class BoxTree {
public:
    BoxTree() = default;
    explicit BoxTree(const std::vector<geo::Box>& boxes);

    bool empty() const noexcept { return items_.empty(); }
    /// The box of them all. Requires that there is one.
    const geo::Box& bounds() const { return nodes_.back(); }

    /// Calls `visit(i)` for each box i that touches `window`, in an order of its own, until it
    /// returns false. Returns false if it was stopped so.
    template <class Visit>
    bool search(const geo::Box& window, Visit&& visit) const {
        return empty() || descend(levels_.size() - 1, 0, window, visit);
    }

    bool touches(const geo::Box& window) const {
        return !search(window, [](std::uint32_t) { return false; });
    }

private:
    static constexpr std::size_t fan_out = 16;

    /// Where a level's nodes lie in nodes_; level 0 are the boxes themselves.
    struct Level {
        std::size_t begin = 0;
        std::size_t size = 0;
    };

    template <class Visit>
    bool descend(std::size_t level, std::size_t node, const geo::Box& window, Visit& visit) const {
        if (!touch(nodes_[levels_[level].begin + node], window)) {
            return true;
        }
        if (level == 0) {
            return visit(items_[node]);
        }
        const std::size_t end = std::min((node + 1) * fan_out, levels_[level - 1].size);
        for (std::size_t child = node * fan_out; child < end; ++child) {
            if (!descend(level - 1, child, window, visit)) {
                return false;
            }
        }
        return true;
    }

    void add_level();

    std::vector<std::uint32_t> items_;
    std::vector<geo::Box> nodes_;
    std::vector<Level> levels_;
};

}  // namespace tamga::index
