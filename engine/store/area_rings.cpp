// SPDX-License-Identifier: MIT
#include "engine/store/area_rings.hpp"

#include "engine/geo/polygon_validity.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
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

}  // namespace

OutlineCheck check_outline(const model::FeatureView& feature) {
    OutlineCheck check;
    std::vector<geo::PlanePolygon> all;
    Ring shell;
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        const auto part = feature.part(i);
        const bool steps = has_step(part);
        check.steps_over = check.steps_over || steps;
        Ring ring = steps ? unrolled(part) : Ring{part.begin(), part.end()};
        if (!feature.parts[i].hole || all.empty()) {
            all.emplace_back();
            shell = ring;
        } else {
            shift(ring, turn_into(ring, shell));
        }
        geo::PlaneRing& plane = all.back().emplace_back();
        for (const geo::LonLat at : ring) {
            plane.push_back({at.lon, at.lat});
        }
    }
    check.fault = geo::invalidity(all);
    return check;
}

}  // namespace tamga::store
