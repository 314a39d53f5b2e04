// SPDX-License-Identifier: MIT
#include "engine/store/areas/area_rings.hpp"

#include "engine/geo/measure.hpp"
#include "engine/geo/polygon_repair.hpp"
#include "engine/geo/polygon_validity.hpp"
#include "engine/geo/ring_way.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace tamga::store {
namespace {

using Ring = std::vector<geo::LonLat>;

/// A shell and its holes, or rings round a pole.
struct Polygon {
    std::vector<Ring> rings = {};
    bool is_moved = false;
    bool is_polar = false;
};

/// Goes on from the end of a ring round the Earth along its meridian to the pole, and back.
void close_at_pole(Ring& ring, int turns, double pole) {
    const geo::LonLat first = ring.front();
    const double lon = first.lon + 360 * turns;
    ring.push_back({.lon = lon, .lat = first.lat});
    ring.push_back({.lon = lon, .lat = pole});
    ring.push_back({.lon = first.lon, .lat = pole});
}

void unroll(Polygon& polygon) {
    const std::vector<Ring> before = polygon.rings;
    const geo::PolarRings polar = geo::unwrap_polygon(polygon.rings);
    polygon.is_polar = !polar.rings.empty();
    polygon.is_moved = polygon.is_polar || polygon.rings != before;
    for (const geo::PolarRings::Ring& ring : polar.rings) {
        close_at_pole(polygon.rings[ring.ring], ring.turns, polar.north ? 90 : -90);
    }
}

std::vector<Polygon> in_one_piece(const model::FeatureView& feature) {
    std::vector<Polygon> all;
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        if (!feature.parts[i].hole || all.empty()) {
            all.emplace_back();
        }
        const auto part = feature.part(i);
        all.back().rings.emplace_back(part.begin(), part.end());
    }
    std::ranges::for_each(all, unroll);
    return all;
}

std::optional<std::string> fault_of(const std::vector<Polygon>& polygons) {
    std::vector<geo::PlanePolygon> all;
    for (const Polygon& polygon : polygons) {
        if (polygon.is_polar) {
            continue;  // Which ring is the shell is not said there.
        }
        geo::PlanePolygon& plane = all.emplace_back();
        for (const Ring& ring : polygon.rings) {
            geo::PlaneRing& out = plane.emplace_back();
            for (const geo::LonLat at : ring) {
                out.push_back({at.lon, at.lat});
            }
        }
    }
    return geo::invalidity(all);
}

double size_km2(const std::vector<Ring>& rings) {
    double size_m2 = 0;
    for (std::size_t i = 0; i < rings.size(); ++i) {
        const double ring_m2 = std::abs(geo::ring_area_m2(rings[i], geo::Edges::drawn));
        size_m2 += i == 0 ? ring_m2 : -ring_m2;
    }
    return std::abs(size_m2) / 1e6;
}

/// What lies within an odd number of rings, on a grid of 11 cm.
double mended_km2(const std::vector<Ring>& rings) {
    constexpr double grid = 1e6;
    std::vector<geo::IntegerRing> whole;
    for (const Ring& ring : rings) {
        geo::IntegerRing& out = whole.emplace_back();
        for (const geo::LonLat at : ring) {
            out.emplace_back(static_cast<std::int32_t>(std::lround(at.lon * grid)),
                             static_cast<std::int32_t>(std::lround(at.lat * grid)));
        }
    }
    double sum = 0;
    for (const geo::IntegerPolygon& mended : geo::repaired(whole)) {
        std::vector<Ring> polygon;
        for (const geo::IntegerRing& ring : mended) {
            Ring& out = polygon.emplace_back();
            for (const auto& [lon, lat] : ring) {
                out.push_back({.lon = lon / grid, .lat = lat / grid});
            }
        }
        sum += size_km2(polygon);
    }
    return sum;
}

}  // namespace

OutlineCheck check_outline(const model::FeatureView& feature, bool sure) {
    const std::vector<Polygon> polygons = in_one_piece(feature);
    const bool checks = sure || feature.positions.size() <= most_checked_positions;
    return {.steps_over = std::ranges::any_of(polygons, &Polygon::is_moved),
            .fault = checks ? fault_of(polygons) : std::nullopt,
            .is_unchecked = !checks};
}

double size_km2(const model::FeatureView& feature) {
    double sum = 0;
    for (const Polygon& polygon : in_one_piece(feature)) {
        sum += fault_of({polygon}) ? mended_km2(polygon.rings) : size_km2(polygon.rings);
    }
    return sum;
}

}  // namespace tamga::store
