// SPDX-License-Identifier: MIT
#include "engine/bake/label_points.hpp"

#include "engine/tile/pole.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace tamga::bake {
namespace {

using tile::UnwrappedPoint;
using tile::world_size;

using WorldRing = std::vector<UnwrappedPoint>;

WorldRing world_ring(std::span<const geo::LonLat> positions) {
    WorldRing ring;
    ring.reserve(positions.size());
    for (const geo::LonLat position : positions) {
        ring.push_back(tile::unwrapped(position));
    }
    return ring;
}

double area(const WorldRing& ring) {
    double doubled = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const UnwrappedPoint a = ring[i];
        const UnwrappedPoint b = ring[i + 1 == ring.size() ? 0 : i + 1];
        doubled += static_cast<double>(a.x - ring[0].x) * static_cast<double>(b.y - ring[0].y) -
                   static_cast<double>(b.x - ring[0].x) * static_cast<double>(a.y - ring[0].y);
    }
    return std::abs(doubled) / 2;
}

struct Polygon {
    std::vector<WorldRing> rings;
    double area = 0;
};

/// The one of the largest area; of equally large ones the first.
Polygon largest_polygon(const model::FeatureView& feature) {
    Polygon largest{.rings = {}, .area = -1};
    for (std::size_t i = 0; i < feature.parts.size();) {
        Polygon polygon;
        do {
            WorldRing ring = world_ring(feature.part(i));
            polygon.area += polygon.rings.empty() ? area(ring) : -area(ring);
            polygon.rings.push_back(std::move(ring));
            ++i;
        } while (i < feature.parts.size() && feature.parts[i].hole);
        if (polygon.area > largest.area || largest.rings.empty()) {
            largest = std::move(polygon);
        }
    }
    return largest;
}

}  // namespace

LabelPoint label_point(const model::FeatureView& feature) {
    const Polygon polygon = largest_polygon(feature);
    const UnwrappedPoint pole = tile::pole_of_inaccessibility(polygon.rings).at;
    // The world is round: what lies beyond the antimeridian is on the other side.
    const std::int64_t x = ((pole.x % world_size) + world_size) % world_size;
    const std::int64_t y = std::clamp<std::int64_t>(pole.y, 0, world_size - 1);
    return {{static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y)}, polygon.area};
}

}  // namespace tamga::bake
