// SPDX-License-Identifier: MIT
#include "engine/tile/positive_fill.hpp"

#include "engine/tile/edge_strips.hpp"
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

std::vector<Outline> outline(const std::vector<CountedEdge>& edges, int around) {
    const EdgeStrips strips{edges};
    std::vector<Outline> found;
    for (const CountedEdge& e : edges) {
        const bool vertical = e.a.x == e.b.x;
        const std::int32_t before = around + strips.winding_before(e);
        const std::int32_t after = before + (vertical ? -e.count : e.count);
        if ((before > 0) == (after > 0)) {
            continue;
        }
        // Running to the right has the inside below (after); running down has it to the left
        // (before).
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
    /// The edge that goes on from `edge` round the same wedge of the inside: the one that turns
    /// most to the right.
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

    /// Walks until there is no way on; each time a vertex is met again, the loop since then is a
    /// ring.
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

/// The edges of some rings, each once, without those along which as many run there as back.
std::vector<CountedEdge> united_edges(std::span<const Ring> rings) {
    std::vector<CountedEdge> edges;
    for (const Ring& ring : rings) {
        append_edges(ring, 0, edges);
    }
    std::ranges::sort(edges, {}, [](const CountedEdge& e) { return std::pair{e.a, e.b}; });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < edges.size();) {
        CountedEdge sum = edges[i];
        for (++i; i < edges.size() && edges[i].a == sum.a && edges[i].b == sum.b; ++i) {
            sum.count += edges[i].count;
        }
        if (sum.count != 0) {
            edges[kept++] = sum;
        }
    }
    edges.resize(kept);
    return edges;
}

/// Makes rings valid, those together that have a vertex in common.
class Validator {
public:
    explicit Validator(std::span<const Ring> rings)
        : rings_{rings}, components_{rings.size()}, touching_(rings.size()) {
        join_touching();
    }

    std::vector<Ring> valid() {
        if (rings_.size() == 1 && !touching_[0]) {
            fill({0}, 0);
            return std::move(filled_);
        }
        std::vector<std::vector<std::uint32_t>> members(rings_.size());
        std::vector<CountedEdge> edges;
        for (std::uint32_t i = 0; i < rings_.size(); ++i) {
            members[components_.root(i)].push_back(i);
            append_edges(rings_[i], components_.root(i), edges);
        }
        const EdgeStrips strips{edges};
        for (std::uint32_t root = 0; root < rings_.size(); ++root) {
            if (!members[root].empty()) {
                const GridPoint vertex = rings_[root][0];
                fill(members[root],
                     strips.winding_above({2 * std::int64_t{vertex.x}, 2 * std::int64_t{vertex.y}},
                                          root));
            }
        }
        return std::move(filled_);
    }

private:
    void join_touching() {
        // A vertex as one number: which order they have does not matter, only who is equal.
        std::vector<std::pair<std::uint64_t, std::uint32_t>> vertices;
        for (std::uint32_t i = 0; i < rings_.size(); ++i) {
            for (const GridPoint p : rings_[i]) {
                vertices.emplace_back(std::uint64_t{static_cast<std::uint32_t>(p.x)} << 32 |
                                          static_cast<std::uint32_t>(p.y),
                                      i);
            }
        }
        std::ranges::sort(vertices);
        for (std::size_t v = 1; v < vertices.size(); ++v) {
            if (vertices[v].first == vertices[v - 1].first) {
                components_.join(vertices[v].second, vertices[v - 1].second);
                touching_[vertices[v].second] = true;
                touching_[vertices[v - 1].second] = true;
            }
        }
    }

    void fill(const std::vector<std::uint32_t>& members, int around) {
        if (!touching_[members[0]]) {
            const Ring& ring = rings_[members[0]];
            const int inside = around + (doubled_area(ring) > 0 ? 1 : -1);
            if ((around > 0) != (inside > 0)) {
                filled_.push_back(ring);
            }
            return;
        }
        std::vector<Ring> together;
        for (const std::uint32_t i : members) {
            together.push_back(rings_[i]);
        }
        std::ranges::move(positive_fill(together, around), std::back_inserter(filled_));
    }

    std::span<const Ring> rings_;
    Components components_;
    std::vector<bool> touching_;
    std::vector<Ring> filled_;
};

}  // namespace

std::vector<Ring> positive_fill(std::span<const Ring> rings, int around) {
    return Tracer{outline(united_edges(rings), around)}.rings();
}

std::vector<Ring> valid_polygons(std::span<const Ring> rings) {
    std::vector<Ring> valid = Validator{rings}.valid();
    put_holes_behind_shells(valid);
    return valid;
}

}  // namespace tamga::tile
