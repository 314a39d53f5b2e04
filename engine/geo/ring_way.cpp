// SPDX-License-Identifier: MIT
#include "engine/geo/ring_way.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <numbers>
#include <optional>

namespace tamga::geo {
namespace {

using std::numbers::pi;
using Ring = std::vector<UnwrappedPoint>;

constexpr std::int64_t half_world = world_size / 2;
constexpr std::int64_t long_side = world_size / 4 * 3;

std::int64_t step(const Ring& ring, std::size_t i) {
    return ring[i + 1 == ring.size() ? 0 : i + 1].x - ring[i].x;
}

bool is_level(const Ring& ring, std::size_t i) {
    return ring[i + 1 == ring.size() ? 0 : i + 1].y == ring[i].y;
}

std::int64_t longest_side(const Ring& ring) {
    std::int64_t longest = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        longest = std::max(longest, std::abs(step(ring, i)));
    }
    return longest;
}

/// A side that closes a ring on the map and is none on the globe.
bool closes_map(const Ring& ring, std::size_t i) {
    const std::size_t size = ring.size();
    if (std::abs(step(ring, i)) <= half_world || !is_level(ring, i)) {
        return false;
    }
    const bool at_pole = ring[i].y == 0 || ring[i].y == world_size - 1;
    const bool on_meridians = std::abs(step(ring, i)) == world_size &&
                              step(ring, (i + size - 1) % size) == 0 &&
                              step(ring, (i + 1) % size) == 0;
    return at_pole || on_meridians;
}

/// Unwraps a ring the short way, but for the side `kept`, and answers its turns.
int follow(const Ring& ring, std::optional<std::size_t> kept, Ring& way) {
    way.clear();
    std::int64_t x = ring[0].x;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        way.push_back({x, ring[i].y});
        const std::int64_t written = step(ring, i);
        x += i == kept ? written : short_step(written);
    }
    return static_cast<int>((x - ring[0].x) / world_size);
}

/// The side that closes a ring which the short way leaves open by `turns`.
std::optional<std::size_t> closing_side(const Ring& ring, int turns) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const std::int64_t longer = step(ring, i) - short_step(step(ring, i));
        if (longer == -turns * world_size && closes_map(ring, i)) {
            return i;
        }
    }
    return std::nullopt;
}

struct Extent {
    double sine_integral = 0;  ///< Of the sine of latitude over longitude.
    double outline = 0;
};

/// On the unit sphere.
Extent extent(const Ring& ring, int turns) {
    Extent sum;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const std::size_t next = i + 1 == ring.size() ? 0 : i + 1;
        const std::int64_t round = next == 0 ? turns * world_size : 0;
        const double east = static_cast<double>(step(ring, i) + round) / world_size * 2 * pi;
        const double from = sine(ring[i].y);
        const double to = sine(ring[next].y);
        const double middle = (from + to) / 2;
        sum.sine_integral += middle * east;
        sum.outline +=
            std::hypot(east * std::sqrt(1 - middle * middle), std::asin(to) - std::asin(from));
    }
    return sum;
}

/// 1 for a small circle, more for what covers much of the globe, next to 0 for what is thin.
double roundness(const Ring& ring, int turns) {
    const Extent on_globe = extent(ring, turns);
    const double around = 2 * pi * std::abs(turns);
    const double area = std::abs(around - std::abs(on_globe.sine_integral));
    return on_globe.outline > 0 ? 4 * pi * area / (on_globe.outline * on_globe.outline) : 0;
}

/// Does a ring fill the box around it?
bool is_box(const Ring& ring) {
    const auto [west, east] = std::ranges::minmax(ring, {}, &UnwrappedPoint::x);
    const auto [north, south] = std::ranges::minmax(ring, {}, &UnwrappedPoint::y);
    double doubled = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const std::size_t next = i + 1 == ring.size() ? 0 : i + 1;
        doubled += static_cast<double>(step(ring, i)) *
                   static_cast<double>(ring[i].y + ring[next].y - 2 * north.y);
    }
    const auto width = static_cast<double>(east.x - west.x);
    const auto height = static_cast<double>(south.y - north.y);
    return std::abs(doubled) / 2 > 0.9 * width * height;
}

bool is_meant_as_written(const Ring& ring, const Ring& way, int turns, bool has_long_side) {
    constexpr double next_to_nothing = 0.05;
    constexpr double thinnest_box = 0.005;
    const double written = roundness(ring, 0);
    const double shorter = roundness(way, turns);
    if (!has_long_side) {
        return written * 3 >= shorter;
    }
    return turns == 0 && shorter < next_to_nothing && written > std::max(shorter, thinnest_box) &&
           is_box(ring);
}

bool has_long_step(const std::vector<LonLat>& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
        if (std::abs(ring[(i + 1) % ring.size()].lon - ring[i].lon) > 180) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::int64_t short_step(std::int64_t step) {
    if (std::abs(step) <= half_world) {
        return step;
    }
    return step - ((step + half_world) >> world_bits) * world_size;
}

double sine(std::int64_t y) {
    return std::tanh(pi * (1 - 2 * static_cast<double>(y) / world_size));
}

int unwrap_ring(Ring& ring) {
    const std::int64_t longest = longest_side(ring);
    if (longest <= half_world || ring.size() < 3) {
        return 0;
    }
    Ring way;
    int turns = follow(ring, std::nullopt, way);
    if (turns != 0) {
        if (const auto kept = closing_side(ring, turns)) {
            turns = follow(ring, kept, way);
        }
    }
    if (is_meant_as_written(ring, way, turns, longest >= long_side)) {
        return 0;
    }
    ring.swap(way);
    return turns;
}

double mean_sine(const Ring& ring, int turns) {
    return extent(ring, turns).sine_integral / (2 * pi * turns);
}

PolarRings unwrap_polygon(std::vector<Ring>& rings) {
    PolarRings polar;
    for (std::size_t i = 0; i < rings.size(); ++i) {
        if (const int turns = unwrap_ring(rings[i]); turns != 0) {
            polar.rings.push_back({i, turns, mean_sine(rings[i], turns)});
        }
    }
    if (!polar.rings.empty()) {
        // An outer ring that is not round the pole itself is on the side of it that is meant.
        const PolarRings::Ring& first = polar.rings[0];
        polar.north = first.ring == 0 ? first.sine > 0 : sine(rings[0][0].y) > first.sine;
    }
    return polar;
}

PolarRings unwrap_polygon(std::vector<std::vector<LonLat>>& rings) {
    if (std::ranges::none_of(rings, has_long_step)) {
        return {};
    }
    std::vector<std::vector<UnwrappedPoint>> ways;
    for (const std::vector<LonLat>& ring : rings) {
        std::ranges::transform(ring, std::back_inserter(ways.emplace_back()), unwrapped);
    }
    PolarRings polar = unwrap_polygon(ways);
    for (std::size_t r = 0; r < rings.size(); ++r) {
        for (std::size_t i = 0; i < rings[r].size(); ++i) {
            const std::int64_t by = ways[r][i].x - unwrapped(rings[r][i]).x;
            rings[r][i].lon += 360 * static_cast<int>(by / world_size);
        }
    }
    return polar;
}

}  // namespace tamga::geo
