// SPDX-License-Identifier: MIT
#include "engine/bake/read/label_points.hpp"

#include "engine/bake/read/world_rings.hpp"
#include "engine/tile/pole.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace tamga::bake {
namespace {

using tile::UnwrappedPoint;
using tile::world_size;

double area(const WorldRing& ring) { return std::abs(doubled_area(ring)) / 2; }

struct Polygon {
    std::vector<WorldRing> rings;
    double area = 0;
};

/// The one of the largest area; of equally large ones the first.
Polygon largest_polygon(const model::FeatureView& feature) {
    Polygon largest{.rings = {}, .area = -1};
    for (std::size_t i = 0; i < feature.parts.size();) {
        const std::size_t end = polygon_end(feature, i);
        Polygon polygon{.rings = world_rings(feature, i, end), .area = 0};
        for (const WorldRing& ring : polygon.rings) {
            polygon.area += &ring == &polygon.rings[0] ? area(ring) : -area(ring);
        }
        if (polygon.area > largest.area || largest.rings.empty()) {
            largest = std::move(polygon);
        }
        i = end;
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
