// SPDX-License-Identifier: MIT
#include "engine/tile/rings/edge_strips.hpp"

#include <algorithm>
#include <bit>

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
        edges.push_back(counted_edge(a, b, 1, owner));
    }
}

void EdgeStrips::assign(std::span<const CountedEdge> edges) {
    edges_ = edges;
    if (edges.empty()) {
        starts_.assign(2, 0);
        members_.clear();
        return;
    }
    std::int32_t high = edges[0].b.x;
    low_ = edges[0].a.x;
    for (const CountedEdge& e : edges) {
        low_ = std::min(low_, e.a.x);
        high = std::max(high, e.b.x);
    }
    // About half as many strips as edges, so that a strip holds but a few of the usual short ones.
    const auto range = static_cast<std::uint64_t>(std::int64_t{high} - low_);
    width_bits_ = std::max(0, static_cast<int>(std::bit_width(range * 2 / edges.size())) - 1);
    starts_.assign(strip(high) + 2, 0);
    for (const CountedEdge& e : edges) {
        const std::size_t last = strip(e.b.x);
        for (std::size_t s = strip(e.a.x); e.a.x != e.b.x && s <= last; ++s) {
            ++starts_[s];
        }
    }
    for (std::size_t s = 1; s < starts_.size(); ++s) {
        starts_[s] += starts_[s - 1];
    }
    // From the last edge to the first, so that each strip's begin ends up where it should.
    members_.resize(starts_.back());
    for (std::uint32_t i = static_cast<std::uint32_t>(edges.size()); i-- > 0;) {
        const CountedEdge& e = edges[i];
        const std::size_t last = strip(e.b.x);
        for (std::size_t s = strip(e.a.x); e.a.x != e.b.x && s <= last; ++s) {
            members_[--starts_[s]] = i;
        }
    }
}

std::int32_t EdgeStrips::winding_beside(const CountedEdge& edge) const {
    const BesideEdge place{edge};
    const std::size_t s = strip(place.middle().x >> 1);
    std::int32_t winding = 0;
    for (std::uint32_t m = starts_[s]; m < starts_[s + 1]; ++m) {
        winding += place.winding_of(edges_[members_[m]]);
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
            point.x >= 2 * std::int64_t{e.b.x} || !is_above(e, point) || e.count == 0) {
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
