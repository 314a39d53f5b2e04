// SPDX-License-Identifier: MIT
#include "engine/tile/ring_order.hpp"

#include "engine/tile/edge_strips.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace tamga::tile {
namespace {

/// The middles of the edges of a hole that have the filled area just above them, those that run to
/// the left; the highest comes first.
std::vector<DoubledPoint> upper_edges(const Ring& hole) {
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

/// Finds the exterior ring of each hole: straight above the hole, over the filled area that is
/// round it, there is either that ring or another hole in it. (Where the hole itself is above, the
/// same area is above that.)
class Parents {
public:
    Parents(const std::vector<Ring>& rings, const std::vector<bool>& shells)
        : rings_{rings},
          shells_{shells},
          edges_{edges_by_ring(rings)},
          strips_{edges_},
          known_(rings.size()),
          visited_(rings.size()) {}

    std::optional<std::uint32_t> shell_of(std::uint32_t hole) {
        std::vector<std::uint32_t> way;
        std::optional<std::uint32_t> found;
        for (std::optional<std::uint32_t> at = hole; at && !found;) {
            way.push_back(*at);
            visited_[*at] = true;
            at = above(*at);
            if (at && shells_[*at]) {
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
            if (owner && (shells_[*owner] || known_[*owner] || !visited_[*owner])) {
                return owner;
            }
        }
        return std::nullopt;
    }

    static std::vector<CountedEdge> edges_by_ring(const std::vector<Ring>& rings) {
        std::vector<CountedEdge> edges;
        for (std::uint32_t r = 0; r < rings.size(); ++r) {
            append_edges(rings[r], r, edges);
        }
        return edges;
    }

    const std::vector<Ring>& rings_;
    const std::vector<bool>& shells_;
    std::vector<CountedEdge> edges_;
    EdgeStrips strips_;
    std::vector<std::optional<std::uint32_t>> known_;
    std::vector<bool> visited_;
};

}  // namespace

void put_holes_behind_shells(std::vector<Ring>& rings) {
    std::vector<bool> is_shell;
    std::size_t shells = 0;
    for (const Ring& ring : rings) {
        is_shell.push_back(doubled_area(ring) > 0);
        shells += is_shell.back() ? 1U : 0U;
    }
    if (shells == rings.size()) {
        return;
    }
    if (shells == 1) {
        const auto shell = std::ranges::find(is_shell, true) - is_shell.begin();
        std::rotate(rings.begin(), rings.begin() + shell, rings.begin() + shell + 1);
        return;
    }
    std::vector<std::vector<std::uint32_t>> holes(rings.size());
    Parents parents{rings, is_shell};
    for (std::uint32_t r = 0; r < rings.size(); ++r) {
        if (!is_shell[r]) {
            if (const auto shell = parents.shell_of(r)) {
                holes[*shell].push_back(r);
            }
        }
    }
    std::vector<Ring> ordered;
    ordered.reserve(rings.size());
    for (std::uint32_t r = 0; r < rings.size(); ++r) {
        if (is_shell[r]) {
            ordered.push_back(std::move(rings[r]));
            for (const std::uint32_t hole : holes[r]) {
                ordered.push_back(std::move(rings[hole]));
            }
        }
    }
    rings = std::move(ordered);
}

}  // namespace tamga::tile
