// SPDX-License-Identifier: MIT
#include "engine/tile/noding.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace tamga::tile {
namespace {

constexpr int most_rounds = 40;

/// A point at which an edge is to be cut.
struct Cut {
    std::uint32_t edge;
    GridPoint at;
};

std::int64_t cross(GridPoint a, GridPoint b, GridPoint c) {
    return (std::int64_t{b.x} - a.x) * (std::int64_t{c.y} - a.y) -
           (std::int64_t{b.y} - a.y) * (std::int64_t{c.x} - a.x);
}

bool is_end(const NodedEdge& edge, GridPoint p) { return p == edge.a || p == edge.b; }

/// True if `p`, known to be on the edge's straight line, is between its ends.
bool is_between(const NodedEdge& edge, GridPoint p) { return edge.a < p && p < edge.b; }

/// Where the straight lines of two edges cross, on the nearest grid point.
GridPoint crossing(const NodedEdge& e, const NodedEdge& f) {
    const double from = static_cast<double>(cross(f.a, f.b, e.a));
    const double to = static_cast<double>(cross(f.a, f.b, e.b));
    const double share = from / (from - to);
    return {static_cast<std::int32_t>(std::lround(e.a.x + share * (e.b.x - e.a.x))),
            static_cast<std::int32_t>(std::lround(e.a.y + share * (e.b.y - e.a.y)))};
}

int sign(std::int64_t value) { return (value > 0) - (value < 0); }

class Round {
public:
    explicit Round(const std::vector<NodedEdge>& edges) : edges_{edges} {}

    /// The cuts that the edges need, found by a sweep from left to right.
    std::vector<Cut> cuts() {
        std::vector<std::uint32_t> open;
        for (std::uint32_t i = 0; i < edges_.size(); ++i) {  // They are sorted by a.x.
            std::size_t kept = 0;
            for (const std::uint32_t other : open) {
                if (edges_[other].b.x < edges_[i].a.x) {
                    continue;
                }
                open[kept++] = other;
                if (edges_[i].fresh || edges_[other].fresh) {
                    meet(i, other);
                }
            }
            open.resize(kept);
            open.push_back(i);
        }
        return std::move(cuts_);
    }

private:
    void cut(std::uint32_t edge, GridPoint at) {
        if (!is_end(edges_[edge], at)) {
            cuts_.push_back({edge, at});
        }
    }

    void meet(std::uint32_t i, std::uint32_t k) {
        const NodedEdge& e = edges_[i];
        const NodedEdge& f = edges_[k];
        const auto [e_low, e_high] = std::minmax(e.a.y, e.b.y);
        const auto [f_low, f_high] = std::minmax(f.a.y, f.b.y);
        if (e_high < f_low || f_high < e_low) {
            return;
        }
        const int fa = sign(cross(e.a, e.b, f.a));
        const int fb = sign(cross(e.a, e.b, f.b));
        const int ea = sign(cross(f.a, f.b, e.a));
        const int eb = sign(cross(f.a, f.b, e.b));
        if (fa * fb < 0 && ea * eb < 0) {
            const GridPoint at = crossing(e, f);
            cut(i, at);
            cut(k, at);
            return;
        }
        if (fa == 0 && is_between(e, f.a)) {
            cut(i, f.a);
        }
        if (fb == 0 && is_between(e, f.b)) {
            cut(i, f.b);
        }
        if (ea == 0 && is_between(f, e.a)) {
            cut(k, e.a);
        }
        if (eb == 0 && is_between(f, e.b)) {
            cut(k, e.b);
        }
    }

    const std::vector<NodedEdge>& edges_;
    std::vector<Cut> cuts_;
};

void add_edge(std::vector<NodedEdge>& edges, GridPoint from, GridPoint to, std::int32_t count) {
    if (from != to) {
        edges.push_back(from < to ? NodedEdge{from, to, count, true}
                                  : NodedEdge{to, from, -count, true});
    }
}

/// Sorts, and makes one edge of equal ones.
void unite(std::vector<NodedEdge>& edges) {
    std::ranges::sort(edges, [](const NodedEdge& e, const NodedEdge& f) {
        return std::tie(e.a, e.b) < std::tie(f.a, f.b);
    });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < edges.size();) {
        NodedEdge sum = edges[i];
        for (++i; i < edges.size() && edges[i].a == sum.a && edges[i].b == sum.b; ++i) {
            sum.count += edges[i].count;
            sum.fresh &= edges[i].fresh;  // Known once, it is known.
        }
        if (sum.count != 0) {
            edges[kept++] = sum;
        }
    }
    edges.resize(kept);
}

std::vector<NodedEdge> cut_up(const std::vector<NodedEdge>& edges, std::vector<Cut> cuts) {
    std::ranges::sort(cuts, [&](const Cut& c, const Cut& d) {
        // Cuts lie so near the edge that its ends' order tells theirs along it.
        const auto along = [&](const Cut& one) {
            const NodedEdge& e = edges[one.edge];
            return (std::int64_t{one.at.x} - e.a.x) * (e.b.x - e.a.x) +
                   (std::int64_t{one.at.y} - e.a.y) * (e.b.y - e.a.y);
        };
        return c.edge != d.edge ? c.edge < d.edge
                                : std::tuple{along(c), c.at} < std::tuple{along(d), d.at};
    });
    std::vector<NodedEdge> pieces;
    pieces.reserve(edges.size() + cuts.size());
    std::size_t next = 0;
    for (std::uint32_t i = 0; i < edges.size(); ++i) {
        if (next == cuts.size() || cuts[next].edge != i) {
            pieces.push_back(edges[i]);
            pieces.back().fresh = false;
            continue;
        }
        GridPoint from = edges[i].a;
        for (; next < cuts.size() && cuts[next].edge == i; ++next) {
            add_edge(pieces, from, cuts[next].at, edges[i].count);
            from = cuts[next].at;
        }
        add_edge(pieces, from, edges[i].b, edges[i].count);
    }
    unite(pieces);
    return pieces;
}

}  // namespace

std::optional<std::vector<NodedEdge>> noded(std::span<const Ring> rings) {
    std::vector<NodedEdge> edges;
    for (const Ring& ring : rings) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            add_edge(edges, ring[i], ring[i + 1 == ring.size() ? 0 : i + 1], 1);
        }
    }
    unite(edges);
    for (int round = 0; round < most_rounds; ++round) {
        std::vector<Cut> cuts = Round{edges}.cuts();
        if (cuts.empty()) {
            return edges;
        }
        edges = cut_up(edges, std::move(cuts));
    }
    return std::nullopt;
}

}  // namespace tamga::tile
