// SPDX-License-Identifier: MIT
#include "engine/bake/read/world_rings.hpp"

#include "engine/tile/antimeridian.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

namespace tamga::bake {
namespace {

using tile::UnwrappedPoint;
using tile::world_size;

bool is_pole(geo::LonLat at) { return std::abs(at.lat) >= 90; }

bool is_plain(std::span<const geo::LonLat> ring) {
    geo::LonLat before = ring.back();
    for (const geo::LonLat at : ring) {
        if (std::abs(at.lon - before.lon) > 180 || is_pole(at)) {
            return false;
        }
        before = at;
    }
    return true;
}

WorldRing world_ring(std::span<const geo::LonLat> positions) {
    WorldRing ring;
    ring.reserve(positions.size());
    const auto add = [&](double lon, double lat) {
        const UnwrappedPoint point = geo::unwrapped({.lon = lon, .lat = lat});
        if (ring.empty() || ring.back() != point) {
            ring.push_back(point);
        }
    };
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const geo::LonLat at = positions[i];
        const geo::LonLat before = positions[i == 0 ? positions.size() - 1 : i - 1];
        const geo::LonLat after = positions[i + 1 == positions.size() ? 0 : i + 1];
        const bool comes = is_pole(at) && !is_pole(before);
        const bool leaves = is_pole(at) && !is_pole(after);
        if (comes) {
            add(before.lon, at.lat);
        }
        if (!comes || !leaves) {
            add(at.lon, at.lat);
        }
        if (leaves) {
            add(after.lon, at.lat);
        }
    }
    while (ring.size() > 1 && ring.front() == ring.back()) {
        ring.pop_back();
    }
    return ring;
}

std::int64_t middle(const WorldRing& ring) {
    const auto [west, east] = std::ranges::minmax(ring, {}, &UnwrappedPoint::x);
    return west.x + (east.x - west.x) / 2;
}

}  // namespace

double doubled_area(std::span<const UnwrappedPoint> ring) {
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const UnwrappedPoint a = ring[i];
        const UnwrappedPoint b = ring[i + 1 == ring.size() ? 0 : i + 1];
        // Relative to the first vertex, so that small rings far from the origin keep their digits.
        sum += static_cast<double>(a.x - ring[0].x) * static_cast<double>(b.y - ring[0].y) -
               static_cast<double>(b.x - ring[0].x) * static_cast<double>(a.y - ring[0].y);
    }
    return sum;
}

std::size_t polygon_end(const model::FeatureView& feature, std::size_t first) {
    std::size_t last = first + 1;
    while (last < feature.parts.size() && feature.parts[last].hole) {
        ++last;
    }
    return last;
}

bool is_plain(const model::FeatureView& feature, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) {
        if (!is_plain(feature.part(i))) {
            return false;
        }
    }
    return true;
}

std::vector<WorldRing> world_rings(const model::FeatureView& feature, std::size_t first,
                                   std::size_t last) {
    std::vector<WorldRing> rings;
    for (std::size_t i = first; i < last; ++i) {
        rings.push_back(world_ring(feature.part(i)));
    }
    tile::go_round_polygon(rings);
    const std::int64_t outer = middle(rings[0]);
    for (WorldRing& ring : rings) {
        const std::int64_t away = outer - middle(ring) + world_size / 2;
        const std::int64_t worlds = (away >> tile::world_bits) * world_size;
        std::ranges::for_each(ring, [&](UnwrappedPoint& p) { p.x += worlds; });
    }
    return rings;
}

}  // namespace tamga::bake
