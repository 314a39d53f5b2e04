// SPDX-License-Identifier: MIT
#include "engine/tile/rings/rings.hpp"

#include <algorithm>

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

bool closes_back(std::span<const GridPoint> ring) {
    const std::size_t n = ring.size();
    return n >= 3 && (turns_back(ring[n - 2], ring[n - 1], ring[0]) ||
                      turns_back(ring[n - 1], ring[0], ring[1]));
}

}  // namespace

GridBox box_of(std::span<const GridPoint> points) {
    GridBox box{points[0], points[0]};
    for (const GridPoint p : points) {
        box.min = {std::min(box.min.x, p.x), std::min(box.min.y, p.y)};
        box.max = {std::max(box.max.x, p.x), std::max(box.max.y, p.y)};
    }
    return box;
}

std::int64_t doubled_area(std::span<const GridPoint> ring) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const GridPoint a = ring[i];
        const GridPoint b = ring[i + 1 == ring.size() ? 0 : i + 1];
        sum += std::int64_t{a.x} * b.y - std::int64_t{b.x} * a.y;
    }
    return sum;
}

std::span<GridPoint> cleaned(std::span<GridPoint> ring) {
    std::size_t kept = 0;
    for (const GridPoint point : ring) {
        while (kept >= 2 && turns_back(ring[kept - 2], ring[kept - 1], point)) {
            --kept;
        }
        if (kept == 0 || ring[kept - 1] != point) {
            ring[kept++] = point;
        }
    }
    ring = ring.first(kept);
    // What turns back where the ring closes: rotate a sound vertex to the end would do too, but
    // taking vertices off either end is enough and cheap.
    while (ring.size() >= 2 && (ring.front() == ring.back() || closes_back(ring))) {
        const std::size_t n = ring.size();
        const bool at_end =
            ring.front() == ring.back() || n < 3 || turns_back(ring[n - 2], ring[n - 1], ring[0]);
        ring = at_end ? ring.first(n - 1) : ring.subspan(1);
    }
    return ring.size() < 3 || doubled_area(ring) == 0 ? ring.first(0) : ring;
}

void append_cleaned(std::span<const GridPoint> ring, GridPaths& rings) {
    rings.append(ring);
    const auto whole = rings.open_path();
    const auto kept = cleaned(whole);
    if (kept.data() != whole.data()) {
        std::ranges::copy(kept, whole.begin());
    }
    rings.truncate_open_path(kept.size());
    rings.end_path(1);
}

}  // namespace tamga::tile
