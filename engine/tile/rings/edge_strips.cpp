// SPDX-License-Identifier: MIT
#include "engine/tile/rings/edge_strips.hpp"

#include <algorithm>
#include <bit>
#include <span>
#include <utility>

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
    sums_.clear();
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
    constexpr std::size_t crowd = 64;  // To go through so many is as quick as to sort them.
    if (width_bits_ == 0 && members_.size() > crowd * starts_.size()) {
        sort_strips();
    }
}

/// In a strip that is a column wide edges lie one above the other, for they meet at their ends only,
/// and no end is within it.
void EdgeStrips::sort_strips() {
    sums_.resize(members_.size());
    for (std::size_t s = 0; s + 1 < starts_.size(); ++s) {
        const std::int64_t column = low_ + static_cast<std::int64_t>(s);
        const std::span members{members_.data() + starts_[s], members_.data() + starts_[s + 1]};
        const auto key = [&](std::uint32_t i) {
            const CountedEdge& e = edges_[i];
            const bool ends = e.b.x <= column;
            return std::pair{ends, ends ? 0.0 : height(e, 2 * column + 1).y};
        };
        std::ranges::sort(members, {}, key);
        std::int32_t sum = 0;
        for (std::uint32_t m = starts_[s]; m < starts_[s + 1]; ++m) {
            sums_[m] = sum;
            sum += edges_[members_[m]].count;
        }
    }
}

std::int32_t EdgeStrips::winding_in_order(const BesideEdge& place) const {
    if (place.column() < low_) {
        return 0;  // Left of all edges.
    }
    const std::size_t s = strip(place.column());
    const std::span members{members_.data() + starts_[s], members_.data() + starts_[s + 1]};
    const auto first = std::ranges::partition_point(members, [&](std::uint32_t i) {
        return edges_[i].b.x > place.column() && is_above(edges_[i], place.middle());
    });
    const auto above = static_cast<std::size_t>(first - members.begin());
    if (above == 0) {
        return 0;
    }
    const std::size_t last = starts_[s] + above - 1;
    return sums_[last] + edges_[members_[last]].count;
}

std::int32_t EdgeStrips::winding_beside(const CountedEdge& edge) const {
    const BesideEdge place{edge};
    if (!sums_.empty()) {
        return winding_in_order(place);
    }
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
