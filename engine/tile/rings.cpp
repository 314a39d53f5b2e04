// SPDX-License-Identifier: MIT
#include "engine/tile/rings.hpp"

#include <algorithm>
#include <utility>

namespace tamga::tile {
namespace {

std::int64_t cross(GridPoint a, GridPoint b, GridPoint c) {
    return (std::int64_t{b.x} - a.x) * (std::int64_t{c.y} - a.y) -
           (std::int64_t{b.y} - a.y) * (std::int64_t{c.x} - a.x);
}

/// True if a-b-c turns back on itself at b, or repeats b.
bool turns_back(GridPoint a, GridPoint b, GridPoint c) {
    if (cross(a, b, c) != 0) {
        return false;
    }
    const std::int64_t dot = (std::int64_t{b.x} - a.x) * (std::int64_t{c.x} - b.x) +
                             (std::int64_t{b.y} - a.y) * (std::int64_t{c.y} - b.y);
    return dot <= 0;
}

/// An edge with its left end first.
struct Edge {
    GridPoint a;
    GridPoint b;
    std::uint32_t ring;
    std::uint32_t index;
};

std::vector<Edge> edges_of(std::span<const Ring> rings) {
    std::vector<Edge> edges;
    for (std::uint32_t r = 0; r < rings.size(); ++r) {
        const Ring& ring = rings[r];
        for (std::uint32_t i = 0; i < ring.size(); ++i) {
            const GridPoint a = ring[i];
            const GridPoint b = ring[i + 1 == ring.size() ? 0 : i + 1];
            edges.push_back(a < b ? Edge{a, b, r, i} : Edge{b, a, r, i});
        }
    }
    std::ranges::sort(edges, [](const Edge& e, const Edge& f) { return e.a.x < f.a.x; });
    return edges;
}

bool are_neighbours(const Edge& e, const Edge& f, std::size_t ring_size) {
    if (e.ring != f.ring) {
        return false;
    }
    const std::uint32_t low = std::min(e.index, f.index);
    const std::uint32_t high = std::max(e.index, f.index);
    return high - low == 1 || (low == 0 && high + 1 == ring_size);
}

/// True if the closed segments have a point in common; their boxes are known to meet in x.
bool touch(const Edge& e, const Edge& f) {
    const auto [e_low, e_high] = std::minmax(e.a.y, e.b.y);
    const auto [f_low, f_high] = std::minmax(f.a.y, f.b.y);
    if (e_high < f_low || f_high < e_low) {
        return false;
    }
    const auto sign = [](std::int64_t v) { return (v > 0) - (v < 0); };
    return sign(cross(e.a, e.b, f.a)) * sign(cross(e.a, e.b, f.b)) <= 0 &&
           sign(cross(f.a, f.b, e.a)) * sign(cross(f.a, f.b, e.b)) <= 0;
}

bool closes_back(const Ring& ring) {
    const std::size_t n = ring.size();
    return n >= 3 && (turns_back(ring[n - 2], ring[n - 1], ring[0]) ||
                      turns_back(ring[n - 1], ring[0], ring[1]));
}

}  // namespace

std::int64_t doubled_area(std::span<const GridPoint> ring) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const GridPoint a = ring[i];
        const GridPoint b = ring[i + 1 == ring.size() ? 0 : i + 1];
        sum += std::int64_t{a.x} * b.y - std::int64_t{b.x} * a.y;
    }
    return sum;
}

void clean(Ring& ring) {
    std::size_t kept = 0;
    for (const GridPoint point : ring) {
        while (kept >= 2 && turns_back(ring[kept - 2], ring[kept - 1], point)) {
            --kept;
        }
        if (kept == 0 || ring[kept - 1] != point) {
            ring[kept++] = point;
        }
    }
    ring.resize(kept);
    // What turns back where the ring closes: rotate a sound vertex to the end would do too, but
    // taking vertices off either end is enough and cheap.
    while (ring.size() >= 2 && (ring.front() == ring.back() || closes_back(ring))) {
        const std::size_t n = ring.size();
        if (ring.front() == ring.back() || n < 3 || turns_back(ring[n - 2], ring[n - 1], ring[0])) {
            ring.pop_back();
        } else {
            ring.erase(ring.begin());
        }
    }
    if (ring.size() < 3 || doubled_area(ring) == 0) {
        ring.clear();
    }
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> contacts(std::span<const Ring> rings) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
    const std::vector<Edge> edges = edges_of(rings);
    std::vector<const Edge*> open;
    for (const Edge& edge : edges) {
        std::size_t kept = 0;
        for (const Edge* other : open) {
            if (other->b.x < edge.a.x) {
                continue;
            }
            open[kept++] = other;
            if (touch(edge, *other) && !are_neighbours(edge, *other, rings[edge.ring].size())) {
                found.emplace_back(edge.ring, other->ring);
            }
        }
        open.resize(kept);
        open.push_back(&edge);
    }
    return found;
}

}  // namespace tamga::tile
