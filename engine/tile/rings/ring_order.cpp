// SPDX-License-Identifier: MIT
#include "engine/tile/rings/ring_order.hpp"

#include "engine/base/interrupt.hpp"
#include "engine/tile/rings/edge_strips.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace tamga::tile {
namespace {

/// The middles of the edges of a hole that have the filled area just above them, those that run to
/// the left; the highest comes first.
std::vector<DoubledPoint> upper_edges(std::span<const GridPoint> hole) {
    std::vector<DoubledPoint> middles;
    for (std::size_t i = 0; i < hole.size(); ++i) {
        const GridPoint a = hole[i];
        const GridPoint b = hole[i + 1 == hole.size() ? 0 : i + 1];
        if (b.x < a.x) {
            middles.push_back({std::int64_t{a.x} + b.x, std::int64_t{a.y} + b.y});
            if (middles.back().y < middles.front().y) {
                std::swap(middles.back(), middles.front());
            }
        }
    }
    return middles;
}

/// Beside the first edge of a hole that is not upright: the same exterior rings are round all.
BesideEdge place_on(std::span<const GridPoint> hole) {
    std::size_t i = 1;
    while (i + 1 < hole.size() && hole[i - 1].x == hole[i].x) {
        ++i;
    }
    return BesideEdge{counted_edge(hole[i - 1], hole[i])};
}

/// Finds the exterior ring of each hole: straight above the hole, over the filled area that is
/// round it, there is either that ring or another hole in it. (Where the hole itself is above, the
/// same area is above that.)
class Parents {
public:
    Parents(const GridPaths& rings, std::span<const char> is_shell)
        : rings_{rings}, is_shell_{is_shell}, known_(rings.size()), visited_(rings.size()) {
        for (std::uint32_t r = 0; r < rings.size(); ++r) {
            append_edges(rings[r], r, edges_);
        }
        strips_.assign(edges_);
    }

    std::optional<std::uint32_t> shell_of(std::uint32_t hole) {
        std::vector<std::uint32_t> way;
        std::optional<std::uint32_t> found;
        for (std::optional<std::uint32_t> at = hole; at && !found;) {
            way.push_back(*at);
            visited_[*at] = true;
            at = above(*at);
            if (at && is_shell_[*at] != 0) {
                found = at;
            } else if (at && known_[*at]) {
                found = known_[*at];
            }
        }
        for (const std::uint32_t passed : way) {
            known_[passed] = found;
        }
        return found;
    }

private:
    /// The ring above: over the hole's highest edge, or if one would go round in circles, over the
    /// first that leads elsewhere.
    std::optional<std::uint32_t> above(std::uint32_t hole) const {
        for (const DoubledPoint& middle : upper_edges(rings_[hole])) {
            const auto owner = strips_.owner_above(middle, hole);
            if (owner && (is_shell_[*owner] != 0 || known_[*owner] || !visited_[*owner])) {
                return owner;
            }
        }
        return std::nullopt;
    }

    const GridPaths& rings_;
    std::span<const char> is_shell_;
    std::vector<CountedEdge> edges_;
    EdgeStrips strips_;
    std::vector<std::optional<std::uint32_t>> known_;
    std::vector<bool> visited_;
};

}  // namespace

std::span<const std::uint32_t> RingOrder::order(const GridPaths& rings) {
    is_shell_.clear();
    shells_.clear();
    order_.clear();
    for (std::uint32_t r = 0; r < rings.size(); ++r) {
        is_shell_.push_back(doubled_area(rings[r]) > 0 ? 1 : 0);
        if (is_shell_.back() != 0) {
            shells_.push_back(r);
        }
    }
    if (shells_.size() == rings.size()) {
        return shells_;
    }
    if (shells_.size() == 1) {
        order_.push_back(shells_[0]);
        for (std::uint32_t r = 0; r < rings.size(); ++r) {
            if (r != shells_[0]) {
                order_.push_back(r);
            }
        }
        return order_;
    }
    order_by_shells(rings);
    return order_;
}

void RingOrder::order_by_shells(const GridPaths& rings) {
    boxes_.clear();
    for (std::uint32_t r = 0; r < rings.size(); ++r) {
        boxes_.push_back(box_of(rings[r]));
    }
    // Most holes lie in the box of one exterior ring only. To go through all of them for each hole
    // is quicker than to sort edges by place, unless there are very many.
    constexpr std::size_t boxes_per_edge = 16;
    const std::size_t holes = rings.size() - shells_.size();
    const bool by_boxes = holes * shells_.size() <= boxes_per_edge * rings.points();
    holes_.clear();
    unsure_.clear();
    for (std::uint32_t r = 0; r < rings.size(); ++r) {
        base::stop_if_interrupted();
        if (is_shell_[r] != 0) {
            continue;
        }
        if (const auto shell = by_boxes ? only_shell_around(r) : std::nullopt) {
            holes_.emplace_back(*shell, r);
        } else {
            unsure_.push_back(r);
        }
    }
    find_shells(rings);
    std::ranges::sort(holes_);
    auto hole = holes_.begin();
    for (const std::uint32_t shell : shells_) {
        order_.push_back(shell);
        for (; hole != holes_.end() && hole->first == shell; ++hole) {
            order_.push_back(hole->second);
        }
    }
}

/// Finds the exterior rings of the holes that boxes do not tell.
void RingOrder::find_shells(const GridPaths& rings) {
    const bool walked = !unsure_.empty() && walk_shells(rings);
    std::optional<Parents> parents;
    for (std::size_t i = 0; i < unsure_.size(); ++i) {
        const std::uint32_t hole = unsure_[i];
        std::optional<std::uint32_t> shell;
        if (walked && walk_.winding(i) == 1) {
            shell = walk_.only_owner(i);
        } else {  // In an island in a lake, say.
            base::stop_if_interrupted();
            if (!parents) {
                parents.emplace(rings, is_shell_);
            }
            shell = parents->shell_of(hole);
        }
        if (shell) {
            holes_.emplace_back(*shell, hole);
        }
    }
}

/// Counts which exterior rings are round the unsure holes.
bool RingOrder::walk_shells(const GridPaths& rings) {
    places_.clear();
    for (const std::uint32_t hole : unsure_) {
        places_.push_back(place_on(rings[hole]));
    }
    walk_.assign(places_);
    return std::ranges::all_of(
        shells_, [&](std::uint32_t shell) { return walk_.walk(rings[shell], shell); });
}

/// The exterior ring in whose box the hole's box lies, if there is just one.
std::optional<std::uint32_t> RingOrder::only_shell_around(std::uint32_t hole) const {
    const GridBox& inner = boxes_[hole];
    std::optional<std::uint32_t> found;
    for (const std::uint32_t shell : shells_) {
        const GridBox& outer = boxes_[shell];
        if (outer.min.x <= inner.min.x && outer.min.y <= inner.min.y &&
            outer.max.x >= inner.max.x && outer.max.y >= inner.max.y) {
            if (found) {
                return std::nullopt;
            }
            found = shell;
        }
    }
    return found;
}

}  // namespace tamga::tile
