// SPDX-License-Identifier: MIT
#include "engine/tile/noding.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <tuple>
#include <utility>

namespace tamga::tile {
namespace {

constexpr int most_rounds = 40;

/// An edge of any ring, its ends in order.
struct Segment {
    GridPoint a;
    GridPoint b;

    friend auto operator<=>(const Segment&, const Segment&) = default;
};

Segment segment(GridPoint p, GridPoint q) { return p < q ? Segment{p, q} : Segment{q, p}; }

/// A point at which an edge is to be cut.
struct Cut {
    Segment edge;
    GridPoint at;

    friend auto operator<=>(const Cut&, const Cut&) = default;
};

std::int64_t cross(GridPoint a, GridPoint b, GridPoint c) {
    return (std::int64_t{b.x} - a.x) * (std::int64_t{c.y} - a.y) -
           (std::int64_t{b.y} - a.y) * (std::int64_t{c.x} - a.x);
}

int sign(std::int64_t value) { return (value > 0) - (value < 0); }

/// Where the straight lines of two edges cross, on the nearest grid point.
GridPoint crossing(const Segment& e, const Segment& f) {
    const auto from = static_cast<double>(cross(f.a, f.b, e.a));
    const auto to = static_cast<double>(cross(f.a, f.b, e.b));
    const double share = from / (from - to);
    return {static_cast<std::int32_t>(std::lround(e.a.x + share * (e.b.x - e.a.x))),
            static_cast<std::int32_t>(std::lround(e.a.y + share * (e.b.y - e.a.y)))};
}

/// Each edge of the rings once, in order.
std::vector<Segment> distinct_edges(const std::vector<std::vector<Ring>>& features) {
    std::vector<Segment> edges;
    for (const auto& rings : features) {
        for (const Ring& ring : rings) {
            for (std::size_t i = 0; i < ring.size(); ++i) {
                edges.push_back(segment(ring[i], ring[i + 1 == ring.size() ? 0 : i + 1]));
            }
        }
    }
    std::ranges::sort(edges);
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    return edges;
}

/// Finds where edges meet other than at their ends, by a sweep from left to right.
class Sweep {
public:
    /// `is_new` has a mark for each edge that was not compared with all the others before.
    Sweep(const std::vector<Segment>& edges, const std::vector<char>& is_new)
        : edges_{edges}, is_new_{is_new} {}

    std::vector<Cut> cuts() {
        for (std::uint32_t i = 0; i < edges_.size(); ++i) {
            const auto [low, high] = std::minmax({edges_[i].a.y, edges_[i].b.y});
            const std::int32_t left = edges_[i].a.x;
            std::size_t kept = 0;
            for (const Open& other : open_) {
                if (other.right < left) {
                    continue;
                }
                open_[kept++] = other;
                if (other.high >= low && other.low <= high &&
                    (is_new_[i] != 0 || is_new_[other.edge] != 0)) {
                    meet(edges_[i], edges_[other.edge]);
                }
            }
            open_.resize(kept);
            open_.push_back({edges_[i].b.x, low, high, i});
        }
        std::ranges::sort(cuts_);
        cuts_.erase(std::unique(cuts_.begin(), cuts_.end()), cuts_.end());
        return std::move(cuts_);
    }

private:
    /// What the sweep has to know of an edge it is still passing over.
    struct Open {
        std::int32_t right;
        std::int32_t low;
        std::int32_t high;
        std::uint32_t edge;
    };

    void cut(const Segment& edge, GridPoint at) {
        if (at != edge.a && at != edge.b) {
            cuts_.push_back({edge, at});
        }
    }

    void cut_if_between(const Segment& edge, GridPoint at, int side) {
        if (side == 0 && edge.a < at && at < edge.b) {
            cuts_.push_back({edge, at});
        }
    }

    void meet(const Segment& e, const Segment& f) {
        const int fa = sign(cross(e.a, e.b, f.a));
        const int fb = sign(cross(e.a, e.b, f.b));
        if (fa * fb > 0) {
            return;
        }
        const int ea = sign(cross(f.a, f.b, e.a));
        const int eb = sign(cross(f.a, f.b, e.b));
        if (fa * fb < 0 && ea * eb < 0) {
            const GridPoint at = crossing(e, f);
            cut(e, at);
            cut(f, at);
            return;
        }
        cut_if_between(e, f.a, fa);
        cut_if_between(e, f.b, fb);
        cut_if_between(f, e.a, ea);
        cut_if_between(f, e.b, eb);
    }

    const std::vector<Segment>& edges_;
    const std::vector<char>& is_new_;
    std::vector<Open> open_;
    std::vector<Cut> cuts_;
};

/// The cuts of one edge, in the order in which a ring that runs from `from` meets them.
std::vector<GridPoint> along(const Segment& edge, GridPoint from, const std::vector<Cut>& cuts) {
    std::vector<GridPoint> points;
    auto cut = std::ranges::lower_bound(cuts, edge, {}, &Cut::edge);
    for (; cut != cuts.end() && cut->edge == edge; ++cut) {
        points.push_back(cut->at);
    }
    std::ranges::sort(points, {}, [&](GridPoint p) {
        const std::int64_t run = (std::int64_t{p.x} - edge.a.x) * (edge.b.x - edge.a.x) +
                                 (std::int64_t{p.y} - edge.a.y) * (edge.b.y - edge.a.y);
        return std::tuple{run, p};
    });
    if (from != edge.a) {
        std::ranges::reverse(points);
    }
    return points;
}

void insert_cuts(Ring& ring, const std::vector<Cut>& cuts) {
    Ring noded;
    noded.reserve(ring.size() + 4);
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const GridPoint p = ring[i];
        const GridPoint q = ring[i + 1 == ring.size() ? 0 : i + 1];
        noded.push_back(p);
        for (const GridPoint at : along(segment(p, q), p, cuts)) {
            noded.push_back(at);
        }
    }
    if (noded.size() != ring.size()) {
        ring = std::move(noded);
    }
}

}  // namespace

bool node_together(std::vector<std::vector<Ring>>& features) {
    std::vector<Segment> edges = distinct_edges(features);
    std::vector<char> is_new(edges.size(), 1);
    for (int round = 0; round < most_rounds; ++round) {
        const std::vector<Cut> cuts = Sweep{edges, is_new}.cuts();
        if (cuts.empty()) {
            return true;
        }
        for (auto& rings : features) {
            for (Ring& ring : rings) {
                insert_cuts(ring, cuts);
            }
        }
        const std::vector<Segment> known = std::move(edges);
        edges = distinct_edges(features);
        is_new.resize(edges.size());
        for (std::size_t i = 0; i < edges.size(); ++i) {
            is_new[i] = !std::ranges::binary_search(known, edges[i]);
        }
    }
    return false;
}

}  // namespace tamga::tile
