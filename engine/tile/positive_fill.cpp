// SPDX-License-Identifier: MIT
#include "engine/tile/positive_fill.hpp"

#include "engine/tile/edge_strips.hpp"
#include "engine/tile/noding.hpp"
#include "engine/tile/ring_order.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <numeric>
#include <utility>

namespace tamga::tile {
namespace {

/// An edge of the outline, with the inside to its right.
struct Outline {
    GridPoint from;
    GridPoint to;
};

DoubledPoint middle(const NodedEdge& e) {
    return {std::int64_t{e.a.x} + e.b.x, std::int64_t{e.a.y} + e.b.y};
}

std::vector<Outline> outline(const std::vector<NodedEdge>& edges, int around) {
    const EdgeStrips by_x{edges, EdgeStrips::Axis::x};
    const EdgeStrips by_y{edges, EdgeStrips::Axis::y};
    std::vector<Outline> found;
    for (const NodedEdge& e : edges) {
        const bool vertical = e.a.x == e.b.x;
        const std::int32_t before = around + (vertical ? by_y : by_x).winding_before(middle(e));
        const std::int32_t after = before + (vertical ? -e.count : e.count);
        if ((before > 0) == (after > 0)) {
            continue;
        }
        // Running to the right has the inside below (after); running down has it to the left (before).
        const bool forwards = vertical ? before > 0 : after > 0;
        found.push_back(forwards ? Outline{e.a, e.b} : Outline{e.b, e.a});
    }
    return found;
}

/// Compares directions by angle, clockwise on the map from `base`.
bool turns_less(GridPoint base, GridPoint d, GridPoint e) {
    const auto half = [&](GridPoint v) {
        const std::int64_t turn = std::int64_t{base.x} * v.y - std::int64_t{base.y} * v.x;
        const std::int64_t ahead = std::int64_t{base.x} * v.x + std::int64_t{base.y} * v.y;
        return turn > 0 || (turn == 0 && ahead > 0) ? 0 : 1;
    };
    if (half(d) != half(e)) {
        return half(d) < half(e);
    }
    return std::int64_t{d.x} * e.y - std::int64_t{d.y} * e.x > 0;
}

class Tracer {
public:
    explicit Tracer(std::vector<Outline> edges) : edges_{std::move(edges)}, used_(edges_.size()) {
        std::ranges::sort(edges_, {}, [](const Outline& e) { return std::pair{e.from, e.to}; });
    }

    std::vector<Ring> rings() {
        for (std::size_t i = 0; i < edges_.size(); ++i) {
            if (!used_[i]) {
                trace(i);
            }
        }
        return std::move(rings_);
    }

private:
    /// The edge that goes on from `edge` round the same wedge of the inside: the one that turns most to
    /// the right.
    std::size_t next(std::size_t edge) const {
        const GridPoint at = edges_[edge].to;
        const GridPoint back{edges_[edge].from.x - at.x, edges_[edge].from.y - at.y};
        const auto first = std::ranges::lower_bound(edges_, at, {}, &Outline::from);
        auto best = edges_.end();
        GridPoint best_direction;
        for (auto e = first; e != edges_.end() && e->from == at; ++e) {
            const GridPoint direction{e->to.x - at.x, e->to.y - at.y};
            // Counter-clockwise from where we came from is through the inside.
            if (!used_[static_cast<std::size_t>(e - edges_.begin())] &&
                (best == edges_.end() || turns_less(back, best_direction, direction))) {
                best = e;
                best_direction = direction;
            }
        }
        return static_cast<std::size_t>(best - edges_.begin());
    }

    /// Walks until there is no way on; each time a vertex is met again, the loop since then is a ring.
    void trace(std::size_t edge) {
        Ring walk;
        std::map<GridPoint, std::size_t> places;
        while (edge < edges_.size()) {
            used_[edge] = true;
            const GridPoint from = edges_[edge].from;
            if (const auto met = places.find(from); met != places.end()) {
                take_loop(walk, met->second, places);
            }
            places[from] = walk.size();
            walk.push_back(from);
            edge = next(edge);
        }
        if (walk.size() >= 3) {
            rings_.push_back(std::move(walk));
        }
    }

    void take_loop(Ring& walk, std::size_t begin, std::map<GridPoint, std::size_t>& places) {
        Ring loop(walk.begin() + static_cast<std::ptrdiff_t>(begin), walk.end());
        for (const GridPoint p : loop) {
            places.erase(p);
        }
        walk.resize(begin);
        rings_.push_back(std::move(loop));
    }

    std::vector<Outline> edges_;
    std::vector<bool> used_;
    std::vector<Ring> rings_;
};

/// Which rings hang together by contacts.
class Components {
public:
    explicit Components(std::size_t size) : parents_(size) {
        std::iota(parents_.begin(), parents_.end(), 0U);
    }
    std::uint32_t root(std::uint32_t i) {
        while (parents_[i] != i) {
            parents_[i] = parents_[parents_[i]];
            i = parents_[i];
        }
        return i;
    }
    void join(std::uint32_t i, std::uint32_t k) { parents_[root(i)] = root(k); }

private:
    std::vector<std::uint32_t> parents_;
};

/// Makes rings valid component by component.
class Validator {
public:
    explicit Validator(std::span<const Ring> rings)
        : rings_{rings}, components_{rings.size()}, touching_(rings.size()) {
        join(contacts(rings));
    }

    /// The valid rings, or nothing if a component could not be filled.
    std::optional<std::vector<Ring>> valid() {
        while (fill_all()) {
            if (!any_touching_ || !join_what_met()) {
                return std::move(filled_);
            }
        }
        return std::nullopt;
    }

private:
    using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

    void join(const Pairs& pairs) {
        for (const auto& [i, k] : pairs) {
            components_.join(i, k);
            touching_[i] = true;
            touching_[k] = true;
            any_touching_ = true;
        }
    }

    /// Filling moves vertices to the grid, and so a component may come to touch another: such belong
    /// together. False if there are none.
    bool join_what_met() {
        Pairs met;
        for (const auto& [i, k] : contacts(filled_)) {
            if (components_.root(origins_[i]) != components_.root(origins_[k])) {
                met.emplace_back(origins_[i], origins_[k]);
            }
        }
        join(met);
        return !met.empty();
    }

    bool fill_all() {
        filled_.clear();
        origins_.clear();
        std::vector<std::vector<std::uint32_t>> members(rings_.size());
        std::vector<NodedEdge> edges;
        for (std::uint32_t i = 0; i < rings_.size(); ++i) {
            members[components_.root(i)].push_back(i);
            append_edges(rings_[i], components_.root(i), edges);
        }
        const EdgeStrips strips{edges, EdgeStrips::Axis::x};
        for (std::uint32_t root = 0; root < rings_.size(); ++root) {
            if (members[root].empty()) {
                continue;
            }
            const GridPoint vertex = rings_[root][0];
            const int around = strips.winding_before(
                {2 * std::int64_t{vertex.x}, 2 * std::int64_t{vertex.y}}, root);
            if (!fill(members[root], around)) {
                return false;
            }
            origins_.resize(filled_.size(), root);
        }
        return true;
    }

    bool fill(const std::vector<std::uint32_t>& members, int around) {
        if (!touching_[members[0]]) {
            const Ring& ring = rings_[members[0]];
            const int inside = around + (doubled_area(ring) > 0 ? 1 : -1);
            if ((around > 0) != (inside > 0)) {
                filled_.push_back(ring);
            }
            return true;
        }
        std::vector<Ring> together;
        for (const std::uint32_t i : members) {
            together.push_back(rings_[i]);
        }
        auto outline = positive_fill(together, around);
        if (outline) {
            std::ranges::move(*outline, std::back_inserter(filled_));
        }
        return outline.has_value();
    }

    std::span<const Ring> rings_;
    Components components_;
    std::vector<bool> touching_;
    bool any_touching_ = false;
    std::vector<Ring> filled_;
    std::vector<std::uint32_t> origins_;  ///< Of each filled ring, a ring of its component.
};

}  // namespace

std::optional<std::vector<Ring>> positive_fill(std::span<const Ring> rings, int around) {
    const auto edges = noded(rings);
    if (!edges) {
        return std::nullopt;
    }
    return Tracer{outline(*edges, around)}.rings();
}

bool make_valid(std::vector<Ring>& rings) {
    auto valid = Validator{rings}.valid();
    if (!valid) {
        return false;
    }
    rings = *std::move(valid);
    put_holes_behind_shells(rings);
    return true;
}

}  // namespace tamga::tile
