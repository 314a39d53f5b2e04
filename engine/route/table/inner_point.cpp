// SPDX-License-Identifier: MIT
#include "engine/route/table/inner_point.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

namespace tamga::route {
namespace {

using Ring = std::span<const geo::LonLat>;

/// Calls `edge` for each side of an open ring.
template <class Edge>
void for_each_edge(Ring ring, const Edge& edge) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
        edge(ring[i], ring[i + 1 == ring.size() ? 0 : i + 1]);
    }
}

/// Twice the signed area. Relative to the first position, so that small rings keep their digits.
double doubled_area(Ring ring) {
    double sum = 0;
    for_each_edge(ring, [&](geo::LonLat a, geo::LonLat b) {
        sum += (a.lon - ring[0].lon) * (b.lat - ring[0].lat) -
               (b.lon - ring[0].lon) * (a.lat - ring[0].lat);
    });
    return sum;
}

double centroid_lat(Ring ring) {
    double moment = 0;
    const double area = doubled_area(ring);
    for_each_edge(ring, [&](geo::LonLat a, geo::LonLat b) {
        const double cross = (a.lon - ring[0].lon) * (b.lat - ring[0].lat) -
                             (b.lon - ring[0].lon) * (a.lat - ring[0].lat);
        moment += (a.lat + b.lat - 2 * ring[0].lat) * cross;
    });
    return area == 0 ? ring[0].lat : ring[0].lat + moment / (3 * area);
}

/// Where the ring's sides cross a parallel.
void add_crossings(Ring ring, double lat, std::vector<double>& lons) {
    for_each_edge(ring, [&](geo::LonLat a, geo::LonLat b) {
        if ((a.lat <= lat) != (b.lat <= lat)) {
            lons.push_back(std::lerp(a.lon, b.lon, (lat - a.lat) / (b.lat - a.lat)));
        }
    });
}

}  // namespace

geo::LonLat inner_point(const model::FeatureView& area) {
    std::size_t largest = 0;
    for (std::size_t i = 1; i < area.parts.size(); ++i) {
        const bool is_larger =
            std::abs(doubled_area(area.part(i))) > std::abs(doubled_area(area.part(largest)));
        largest = !area.parts[i].hole && is_larger ? i : largest;
    }
    const double lat = centroid_lat(area.part(largest));
    std::vector<double> lons;
    add_crossings(area.part(largest), lat, lons);
    for (std::size_t i = largest + 1; i < area.parts.size() && area.parts[i].hole; ++i) {
        add_crossings(area.part(i), lat, lons);
    }
    std::ranges::sort(lons);
    geo::LonLat best = area.part(largest)[0];
    double width = -1;
    for (std::size_t i = 0; i + 1 < lons.size(); i += 2) {
        if (lons[i + 1] - lons[i] > width) {
            width = lons[i + 1] - lons[i];
            best = {.lon = (lons[i] + lons[i + 1]) / 2, .lat = lat};
        }
    }
    return best;
}

}  // namespace tamga::route
