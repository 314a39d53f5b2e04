// SPDX-License-Identifier: MIT
#include "engine/tile/antimeridian.hpp"

#include <cstddef>
#include <cstdlib>

namespace tamga::tile {
namespace {

constexpr std::int64_t shortest_jump = world_size / 4 * 3;

/// By how much what follows the step is to be moved: a whole world eastwards or westwards, or 0.
std::int64_t shift(UnwrappedPoint from, UnwrappedPoint to) {
    const std::int64_t step = to.x - from.x;
    if (std::abs(step) <= shortest_jump || std::abs(step) >= world_size) {
        return 0;
    }
    return step > 0 ? -world_size : world_size;
}

bool is_level(UnwrappedPoint from, UnwrappedPoint to) { return from.y == to.y; }

/// Whether jumps along a parallel count. Jumps in all must be even in number, but round a pole.
bool counts_level_jumps(const std::vector<UnwrappedPoint>& ring) {
    std::size_t level = 0;
    std::size_t others = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const UnwrappedPoint next = ring[i + 1 == ring.size() ? 0 : i + 1];
        if (shift(ring[i], next) != 0) {
            ++(is_level(ring[i], next) ? level : others);
        }
    }
    return level % 2 == 1 || others % 2 == 1;
}

void close_at_pole(std::vector<UnwrappedPoint>& ring, std::int64_t turn) {
    double sum = 0;
    for (const UnwrappedPoint p : ring) {
        sum += static_cast<double>(p.y);
    }
    const bool is_north = sum < static_cast<double>(ring.size()) * (world_size / 2.0);
    const std::int64_t limit = is_north ? 0 : world_size - 1;
    const UnwrappedPoint first = ring.front();
    ring.push_back({first.x + turn, first.y});
    ring.push_back({first.x + turn, limit});
    ring.push_back({first.x, limit});
}

}  // namespace

void go_round(std::vector<UnwrappedPoint>& line) {
    std::int64_t moved = 0;
    UnwrappedPoint before = line.empty() ? UnwrappedPoint{} : line[0];
    for (UnwrappedPoint& point : line) {
        const UnwrappedPoint here = point;
        moved += shift(before, here);
        point.x += moved;
        before = here;
    }
}

void go_round_ring(std::vector<UnwrappedPoint>& ring) {
    if (ring.size() < 3) {
        return;
    }
    const bool level_too = counts_level_jumps(ring);
    const UnwrappedPoint first = ring[0];
    std::int64_t moved = 0;
    UnwrappedPoint before = first;
    const auto jump = [&](UnwrappedPoint to) {
        return !level_too && is_level(before, to) ? 0 : shift(before, to);
    };
    for (UnwrappedPoint& point : ring) {
        const UnwrappedPoint here = point;
        moved += jump(here);
        point.x += moved;
        before = here;
    }
    moved += jump(first);
    if (moved != 0) {
        close_at_pole(ring, moved);
    }
}

}  // namespace tamga::tile
