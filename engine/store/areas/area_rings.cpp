// SPDX-License-Identifier: MIT
#include "engine/store/areas/area_rings.hpp"

#include "engine/geo/measure.hpp"
#include "engine/geo/polygon_repair.hpp"
#include "engine/geo/polygon_validity.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace tamga::store {
namespace {

using Ring = std::vector<geo::LonLat>;

/// Four corners, each side along a parallel or a meridian.
bool is_box(std::span<const geo::LonLat> ring) {
    if (ring.size() != 4) {
        return false;
    }
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const geo::LonLat next = ring[(i + 1) % ring.size()];
        if (ring[i].lon != next.lon && ring[i].lat != next.lat) {
            return false;
        }
    }
    return true;
}

bool is_step(geo::LonLat from, geo::LonLat to) {
    const bool along_pole = from.lat == to.lat && std::abs(from.lat) == 90;
    return std::abs(to.lon - from.lon) > 180 && !along_pole;
}

bool has_step(std::span<const geo::LonLat> ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
        if (is_step(ring[i], ring[(i + 1) % ring.size()])) {
            return !is_box(ring);
        }
    }
    return false;
}

/// How far east an edge goes, steps over the antimeridian the short way.
double eastward(geo::LonLat from, geo::LonLat to) {
    const double lon = to.lon - from.lon;
    return is_step(from, to) ? std::remainder(lon, 360) : lon;
}

void shift(Ring& ring, double lon) {
    for (geo::LonLat& at : ring) {
        at.lon += lon;
    }
}

double mean_lat(const Ring& ring) {
    const double sum = std::accumulate(ring.begin(), ring.end(), 0.0,
                                       [](double total, geo::LonLat at) { return total + at.lat; });
    return sum / static_cast<double>(ring.size());
}

/// The ring in one piece; if it goes round the Earth, with the pole on its side.
Ring unrolled(std::span<const geo::LonLat> ring) {
    Ring out;
    double lon = ring[0].lon;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        out.push_back({.lon = lon, .lat = ring[i].lat});
        lon += eastward(ring[i], ring[(i + 1) % ring.size()]);
    }
    if (std::abs(lon - ring[0].lon) > 180) {
        const double pole = mean_lat(out) < 0 ? -90 : 90;
        out.push_back({.lon = lon, .lat = ring[0].lat});
        out.push_back({.lon = lon, .lat = pole});
        out.push_back({.lon = ring[0].lon, .lat = pole});
    }
    const auto [west, east] = std::ranges::minmax(out, {}, &geo::LonLat::lon);
    shift(out, -360 * std::round((west.lon + east.lon) / 720));
    return out;
}

/// By how much a hole has to be shifted to lie where its shell does.
double turn_into(const Ring& hole, const Ring& shell) {
    const auto [west, east] = std::ranges::minmax(shell, {}, &geo::LonLat::lon);
    const auto least = std::ranges::min(hole, {}, &geo::LonLat::lon);
    return least.lon < west.lon ? 360 : least.lon > east.lon ? -360 : 0;
}

/// A shell and its holes.
using Polygon = std::vector<Ring>;

std::vector<Polygon> in_one_piece(const model::FeatureView& feature) {
    std::vector<Polygon> all;
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        const auto part = feature.part(i);
        Ring ring = has_step(part) ? unrolled(part) : Ring{part.begin(), part.end()};
        if (!feature.parts[i].hole || all.empty()) {
            all.emplace_back();
        } else {
            shift(ring, turn_into(ring, all.back()[0]));
        }
        all.back().push_back(std::move(ring));
    }
    return all;
}

std::optional<std::string> fault_of(const std::vector<Polygon>& polygons) {
    std::vector<geo::PlanePolygon> all;
    for (const Polygon& polygon : polygons) {
        geo::PlanePolygon& plane = all.emplace_back();
        for (const Ring& ring : polygon) {
            geo::PlaneRing& out = plane.emplace_back();
            for (const geo::LonLat at : ring) {
                out.push_back({at.lon, at.lat});
            }
        }
    }
    return geo::invalidity(all);
}

double size_km2(const Polygon& polygon) {
    double size_m2 = 0;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const double ring_m2 = std::abs(geo::ring_area_m2(polygon[i], geo::Edges::drawn));
        size_m2 += i == 0 ? ring_m2 : -ring_m2;
    }
    return size_m2 / 1e6;
}

/// What lies within an odd number of rings, on a grid of 11 cm.
double mended_km2(const Polygon& polygon) {
    constexpr double grid = 1e6;
    std::vector<geo::IntegerRing> rings;
    for (const Ring& ring : polygon) {
        geo::IntegerRing& out = rings.emplace_back();
        for (const geo::LonLat at : ring) {
            out.emplace_back(static_cast<std::int32_t>(std::lround(at.lon * grid)),
                             static_cast<std::int32_t>(std::lround(at.lat * grid)));
        }
    }
    double sum = 0;
    for (const geo::IntegerPolygon& mended : geo::repaired(rings)) {
        Polygon polygon_deg;
        for (const geo::IntegerRing& ring : mended) {
            Ring& out = polygon_deg.emplace_back();
            for (const auto& [lon, lat] : ring) {
                out.push_back({.lon = lon / grid, .lat = lat / grid});
            }
        }
        sum += size_km2(polygon_deg);
    }
    return sum;
}

}  // namespace

OutlineCheck check_outline(const model::FeatureView& feature) {
    OutlineCheck check;
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        check.steps_over = check.steps_over || has_step(feature.part(i));
    }
    check.fault = fault_of(in_one_piece(feature));
    return check;
}

double size_km2(const model::FeatureView& feature) {
    const std::vector<Polygon> polygons = in_one_piece(feature);
    double sum = 0;
    for (const Polygon& polygon : polygons) {
        sum += fault_of({polygon}) ? mended_km2(polygon) : size_km2(polygon);
    }
    return sum;
}

}  // namespace tamga::store
