// SPDX-License-Identifier: MIT
#include "engine/tile/antimeridian.hpp"

#include "engine/geo/ring_way.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <utility>

namespace tamga::tile {
namespace {

using Ring = std::vector<UnwrappedPoint>;

constexpr std::int64_t shortest_jump = world_size / 4 * 3;

/// Does step `i` of a line go along a whole parallel, as the side of a frame or all of a line does?
bool is_parallel(const Ring& line, std::size_t i) {
    const std::size_t last = line.size() - 1;
    if (line[i].y != line[i + 1].y) {
        return false;
    }
    const bool closed = line[0] == line[last];
    if (!closed && (i == 0 || i + 1 == last)) {
        return true;
    }
    const UnwrappedPoint before = line[i == 0 ? last - 1 : i - 1];
    const UnwrappedPoint after = line[i + 1 == last ? 1 : i + 2];
    return before.x == line[i].x || after.x == line[i + 1].x;
}

/// By how much what follows step `i` is to be moved: whole worlds.
std::int64_t shift(const Ring& line, std::size_t i) {
    const std::int64_t step = line[i + 1].x - line[i].x;
    if (std::abs(step) <= shortest_jump || (std::abs(step) == world_size && is_parallel(line, i))) {
        return 0;
    }
    return geo::short_step(step) - step;
}

/// Lets a ring begin where it crosses an edge of the map. Requires that it goes round the world.
void begin_at_edge(Ring& ring, int turns) {
    const auto world_of = [](std::int64_t x) { return x >> world_bits; };
    const std::int64_t round = turns * world_size;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const UnwrappedPoint a = ring[i];
        UnwrappedPoint b = ring[(i + 1) % ring.size()];
        b.x += i + 1 == ring.size() ? round : 0;
        if (a.x % world_size != 0 && world_of(a.x) == world_of(b.x)) {
            continue;
        }
        std::size_t first = i;
        if (a.x % world_size != 0) {
            const std::int64_t edge = std::max(world_of(a.x), world_of(b.x)) * world_size;
            const double part = static_cast<double>(edge - a.x) / static_cast<double>(b.x - a.x);
            const auto down = std::llround(part * static_cast<double>(b.y - a.y));
            first = i + 1;
            ring.insert(ring.begin() + static_cast<std::ptrdiff_t>(first), {edge, a.y + down});
        }
        std::for_each_n(ring.begin(), first, [&](UnwrappedPoint& p) { p.x += round; });
        std::rotate(ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(first), ring.end());
        return;
    }
}

void close_at_pole(Ring& ring, int turns, bool north) {
    begin_at_edge(ring, turns);
    const std::int64_t limit = north ? 0 : world_size - 1;
    const UnwrappedPoint first = ring.front();
    const std::int64_t end = first.x + turns * world_size;
    ring.push_back({end, first.y});
    ring.push_back({end, limit});
    ring.push_back({first.x, limit});
}

}  // namespace

void go_round(Ring& line) {
    std::int64_t moved = 0;
    std::int64_t next_move = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        next_move += i + 1 < line.size() ? shift(line, i) : 0;
        line[i].x += moved;
        moved = next_move;
    }
}

void go_round_ring(Ring& ring) {
    const int turns = geo::unwrap_ring(ring);
    if (turns != 0) {
        close_at_pole(ring, turns, geo::mean_sine(ring, turns) > 0);
    }
}

void go_round_polygon(std::vector<Ring>& rings) {
    const geo::PolarRings polar = geo::unwrap_polygon(rings);
    if (polar.rings.empty()) {
        return;
    }
    for (const geo::PolarRings::Ring& each : polar.rings) {
        close_at_pole(rings[each.ring], each.turns, polar.north);
    }
    const auto [lowest, highest] =
        std::ranges::minmax_element(polar.rings, {}, &geo::PolarRings::Ring::sine);
    std::swap(rings[0], rings[(polar.north ? lowest : highest)->ring]);
}

}  // namespace tamga::tile
