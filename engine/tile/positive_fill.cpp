// SPDX-License-Identifier: MIT
#include "engine/tile/positive_fill.hpp"

#include "engine/tile/noding.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <unordered_map>

namespace tamga::tile {
namespace {

/// Edges by the strips of one axis that they pass over, to find those beside a point quickly.
class Strips {
public:
    Strips(const std::vector<NodedEdge>& edges, bool by_x) : edges_{edges}, by_x_{by_x} {
        for (const NodedEdge& e : edges) {
            low_ = std::min({low_, along(e.a), along(e.b)});
            high_ = std::max({high_, along(e.a), along(e.b)});
        }
        strips_.resize(edges.empty() ? 0 : strip(high_) + 1);
        for (std::uint32_t i = 0; i < edges.size(); ++i) {
            const auto [from, to] = std::minmax(along(edges[i].a), along(edges[i].b));
            for (std::size_t s = strip(from); from != to && s <= strip(to); ++s) {
                strips_[s].push_back(i);
            }
        }
    }

    /// How often rings wind round the points just before the middle of an edge: above it (smaller y) for
    /// strips by x, to its left for strips by y.
    std::int32_t winding_before(const NodedEdge& edge) const {
        // Doubled, so that the middle is a whole number.
        const std::int64_t mx = std::int64_t{edge.a.x} + edge.b.x;
        const std::int64_t my = std::int64_t{edge.a.y} + edge.b.y;
        const std::int64_t m = by_x_ ? mx : my;
        std::int32_t winding = 0;
        for (const std::uint32_t i : strips_[strip(static_cast<std::int32_t>(m >> 1))]) {
            const NodedEdge& e = edges_[i];
            const auto [from, to] = std::minmax(along(e.a), along(e.b));
            // Half open, so that a point under a vertex is counted once.
            if (2 * std::int64_t{from} > m || 2 * std::int64_t{to} <= m) {
                continue;
            }
            const std::int64_t side = (std::int64_t{e.b.x} - e.a.x) * (my - 2 * std::int64_t{e.a.y}) -
                                      (std::int64_t{e.b.y} - e.a.y) * (mx - 2 * std::int64_t{e.a.x});
            winding += contribution(e, side);
        }
        return winding;
    }

private:
    std::int32_t along(GridPoint p) const { return by_x_ ? p.x : p.y; }
    std::size_t strip(std::int32_t value) const {
        return static_cast<std::size_t>((value - low_) / 64);
    }

    /// Walking clockwise, the inside is to the right: below an edge that runs to the right, and to the
    /// left of one that runs down.
    std::int32_t contribution(const NodedEdge& e, std::int64_t side) const {
        if (by_x_) {
            return side > 0 ? e.count : 0;  // The edge is above the point; a is left of b.
        }
        const bool down = e.b.y > e.a.y;
        const bool left_of_point = down ? side < 0 : side > 0;
        return !left_of_point ? 0 : down ? -e.count : e.count;
    }

    const std::vector<NodedEdge>& edges_;
    bool by_x_;
    std::int32_t low_ = std::numeric_limits<std::int32_t>::max();
    std::int32_t high_ = std::numeric_limits<std::int32_t>::min();
    std::vector<std::vector<std::uint32_t>> strips_;
};

/// An edge of the outline, with the inside to its right.
struct Outline {
    GridPoint from;
    GridPoint to;
};

std::vector<Outline> outline(const std::vector<NodedEdge>& edges) {
    const Strips by_x{edges, true};
    const Strips by_y{edges, false};
    std::vector<Outline> found;
    for (const NodedEdge& e : edges) {
        const bool vertical = e.a.x == e.b.x;
        const std::int32_t before = (vertical ? by_y : by_x).winding_before(e);
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

}  // namespace

std::optional<std::vector<Ring>> positive_fill(std::span<const Ring> rings) {
    const auto edges = noded(rings);
    if (!edges) {
        return std::nullopt;
    }
    std::vector<Ring> filled = Tracer{outline(*edges)}.rings();
    put_holes_behind_shells(filled);
    return filled;
}

}  // namespace tamga::tile
