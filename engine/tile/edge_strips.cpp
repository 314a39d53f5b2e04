// SPDX-License-Identifier: MIT
#include "engine/tile/edge_strips.hpp"

#include <algorithm>

namespace tamga::tile {
namespace {

struct Height {
    double y;
    double slope;
};

/// Where an edge is at a doubled x, in undoubled units, and how it goes on to the right.
Height height(const CountedEdge& e, std::int64_t doubled_x) {
    const double slope = static_cast<double>(e.b.y - e.a.y) / static_cast<double>(e.b.x - e.a.x);
    const double run = static_cast<double>(doubled_x) / 2 - static_cast<double>(e.a.x);
    return {e.a.y + slope * run, slope};
}

/// Of two edges above one point, is the first nearer? Where both begin in one vertex, the lower one
/// just right of it is.
bool is_lower(Height a, Height b) { return a.y != b.y ? a.y > b.y : a.slope > b.slope; }

}  // namespace

void append_edges(std::span<const GridPoint> ring, std::uint32_t owner,
                  std::vector<CountedEdge>& edges) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const GridPoint a = ring[i];
        const GridPoint b = ring[i + 1 == ring.size() ? 0 : i + 1];
        edges.push_back(a < b ? CountedEdge{a, b, 1, owner} : CountedEdge{b, a, -1, owner});
    }
}

EdgeStrips::EdgeStrips(std::span<const CountedEdge> edges, Axis axis) : edges_{edges}, axis_{axis} {
    if (edges.empty()) {
        starts_.assign(2, 0);
        return;
    }
    low_ = high_ = along(edges[0].a);
    for (const CountedEdge& e : edges) {
        low_ = std::min({low_, along(e.a), along(e.b)});
        high_ = std::max({high_, along(e.a), along(e.b)});
    }
    // About half as many strips as edges, so that a strip holds but a few of the usual short ones.
    const std::int64_t range = std::int64_t{high_} - low_;
    width_ = static_cast<std::int32_t>(
        std::max<std::int64_t>(1, range * 2 / static_cast<std::int64_t>(edges.size())));
    starts_.assign(strip(high_) + 2, 0);
    const auto each_strip = [&](const CountedEdge& e, auto&& visit) {
        const auto [from, to] = std::minmax({along(e.a), along(e.b)});
        for (std::size_t s = strip(from); from != to && s <= strip(to); ++s) {
            visit(s);
        }
    };
    for (const CountedEdge& e : edges) {
        each_strip(e, [&](std::size_t s) { ++starts_[s + 1]; });
    }
    for (std::size_t s = 1; s < starts_.size(); ++s) {
        starts_[s] += starts_[s - 1];
    }
    members_.resize(starts_.back());
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    for (std::uint32_t i = 0; i < edges.size(); ++i) {
        each_strip(edges[i], [&](std::size_t s) { members_[next[s]++] = i; });
    }
}

/// Walking clockwise, the inside is to the right: below an edge that runs to the right, and to the
/// left of one that runs down.
int EdgeStrips::contribution(const CountedEdge& e, DoubledPoint p) const {
    const std::int64_t side = (std::int64_t{e.b.x} - e.a.x) * (p.y - 2 * std::int64_t{e.a.y}) -
                              (std::int64_t{e.b.y} - e.a.y) * (p.x - 2 * std::int64_t{e.a.x});
    if (axis_ == Axis::x) {
        return side > 0 ? e.count : 0;  // The edge is above the point; a is left of b.
    }
    const bool down = e.b.y > e.a.y;
    const bool left_of_point = down ? side < 0 : side > 0;
    return !left_of_point ? 0 : down ? -e.count : e.count;
}

int EdgeStrips::winding_before(DoubledPoint point, std::uint32_t skip) const {
    const std::int64_t at = axis_ == Axis::x ? point.x : point.y;
    const std::size_t s = strip(at >> 1);
    int winding = 0;
    for (std::uint32_t m = starts_[s]; m < starts_[s + 1]; ++m) {
        const CountedEdge& e = edges_[members_[m]];
        const auto [from, to] = std::minmax({along(e.a), along(e.b)});
        // Half open, so that a point beyond a vertex is counted once.
        if (e.owner != skip && 2 * std::int64_t{from} <= at && at < 2 * std::int64_t{to}) {
            winding += contribution(e, point);
        }
    }
    return winding;
}

std::optional<std::uint32_t> EdgeStrips::owner_above(DoubledPoint point, std::uint32_t skip) const {
    const std::size_t s = strip(point.x >> 1);
    std::optional<std::uint32_t> nearest;
    Height nearest_height{};
    for (std::uint32_t m = starts_[s]; m < starts_[s + 1]; ++m) {
        const CountedEdge& e = edges_[members_[m]];
        if (e.owner == skip || 2 * std::int64_t{e.a.x} > point.x ||
            point.x >= 2 * std::int64_t{e.b.x} || contribution(e, point) == 0) {
            continue;
        }
        const Height here = height(e, point.x);
        if (!nearest || is_lower(here, nearest_height)) {
            nearest = e.owner;
            nearest_height = here;
        }
    }
    return nearest;
}

}  // namespace tamga::tile
