// SPDX-License-Identifier: MIT
//
// Boost.Geometry's opinion on the polygons of a file, and how exact its measures are.
//
//     opinion_check FILE
//
// For each polygon, whether as many random positions in its box are inside, and the area with
// geodesic edges. Then how far Boost's distances to geodesics are from ours, by how far apart all
// lies. Fails where a position is inside of one and outside of the other, or an area differs by more
// than a millionth and 1,000 m².
#include "engine/geo/measure.hpp"
#include "engine/index/area.hpp"
#include "engine/index/measure.hpp"
#include "engine/ingest/read.hpp"

#include <fmt/format.h>
#include <boost/geometry.hpp>
#include <boost/geometry/geometries/geometries.hpp>

#include <algorithm>
#include <cmath>
#include <random>

namespace {

namespace bg = boost::geometry;
using tamga::geo::LonLat;
using tamga::model::FeatureView;
using PlanePoint = bg::model::point<double, 2, bg::cs::cartesian>;
using GlobePoint = bg::model::point<double, 2, bg::cs::geographic<bg::degree>>;
template <class Point>
using Polygons = bg::model::multi_polygon<bg::model::polygon<Point, false, false>>;

constexpr double wgs84_a = 6378137;
const bg::srs::spheroid<double> wgs84{wgs84_a, wgs84_a*(1 - 1 / 298.257223563)};

template <class Point>
Polygons<Point> peer(const FeatureView& feature) {
    Polygons<Point> all;
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        if (!feature.parts[i].hole) {
            all.emplace_back();
        } else {
            all.back().inners().emplace_back();
        }
        auto& ring = feature.parts[i].hole ? all.back().inners().back() : all.back().outer();
        for (const LonLat at : feature.part(i)) {
            ring.push_back({at.lon, at.lat});
        }
    }
    bg::correct(all);
    return all;
}

struct Totals {
    int features = 0;
    int positions = 0;
    int inside = 0;
    int disputed = 0;
    int areas_apart = 0;
    double worst_area = 0;  ///< Relative, of those of more than 1 km².
    double ours_km2 = 0;
    double geodesic_km2 = 0;
};

void compare(const FeatureView& feature, Totals& totals) {
    const bg::strategy::area::geographic<bg::strategy::vincenty, 5> strategy{wgs84};
    tamga::index::Area area;
    area.add(feature);
    area.build();
    const auto plane = peer<PlanePoint>(feature);
    const auto box = bg::return_envelope<bg::model::box<PlanePoint>>(plane);
    std::mt19937_64 random{static_cast<std::uint64_t>(totals.features)};
    std::uniform_real_distribution<double> lon{box.min_corner().get<0>(),
                                               box.max_corner().get<0>()};
    std::uniform_real_distribution<double> lat{box.min_corner().get<1>(),
                                               box.max_corner().get<1>()};
    constexpr int positions = 100;
    for (int i = 0; i < positions; ++i) {
        const LonLat at{.lon = lon(random), .lat = lat(random)};
        const bool holds = bg::covered_by(PlanePoint{at.lon, at.lat}, plane);
        totals.inside += holds ? 1 : 0;
        totals.disputed += area.contains(at) != holds ? 1 : 0;
    }
    const double ours = tamga::index::area_km2(feature, tamga::geo::Edges::geodesic);
    const double theirs = bg::area(peer<GlobePoint>(feature), strategy) / 1e6;
    const double apart = std::abs(ours - theirs);
    if (apart > 1e-3 + 1e-6 * ours) {
        ++totals.areas_apart;
        fmt::print("{}: {:.3f} km², as drawn {:.3f} km², Boost says {:.3f} km²\n",
                   tamga::ingest::name_of(feature), ours, tamga::index::area_km2(feature), theirs);
    }
    totals.worst_area = ours > 1 ? std::max(totals.worst_area, apart / ours) : totals.worst_area;
    totals.ours_km2 += tamga::index::area_km2(feature);
    totals.geodesic_km2 += ours;
    totals.positions += positions;
    ++totals.features;
}

template <class Formula>
void report_distances(const char* name, double span) {
    const bg::strategy::distance::geographic_cross_track<Formula, bg::srs::spheroid<double>>
        strategy{wgs84};
    std::mt19937_64 random{1};
    std::uniform_real_distribution<double> unit{-1, 1};
    constexpr int edges = 400;
    double worst_m = 0;
    int apart = 0;
    for (int i = 0; i < edges; ++i) {
        const LonLat from{.lon = 180 * unit(random), .lat = 80 * unit(random)};
        const auto near = [&] {
            return LonLat{.lon = std::remainder(from.lon + span * unit(random), 360),
                          .lat = std::clamp(from.lat + span * unit(random), -89.9, 89.9)};
        };
        const LonLat to = near();
        const LonLat at = near();
        const bg::model::segment<GlobePoint> edge{{from.lon, from.lat}, {to.lon, to.lat}};
        const double ours =
            tamga::geo::distance_to_edge_m(at, from, to, tamga::geo::Edges::geodesic);
        const double theirs = bg::distance(GlobePoint{at.lon, at.lat}, edge, strategy);
        worst_m = std::max(worst_m, std::abs(ours - theirs));
        apart += std::abs(ours - theirs) > 1e-3 ? 1 : 0;
    }
    fmt::print(
        "distances within {:>5} degrees, {:<8}: {:>3} of {} over 1 mm apart, {:.6f} m at most\n",
        span, name, apart, edges, worst_m);
}

}  // namespace

int main(int argc, char* argv[]) {
    if (argc != 2) {
        fmt::print(stderr, "usage: opinion_check FILE\n");
        return 2;
    }
    Totals totals;
    tamga::ingest::read({.path = argv[1], .threads = 1}, [&](tamga::model::Features&& batch) {
        for (std::size_t i = 0; i < batch.size(); ++i) {
            if (batch[i].shape == tamga::model::Shape::polygons) {
                compare(batch[i], totals);
            }
        }
        return tamga::ingest::Finish{[] {}};
    });
    fmt::print("{} features with polygons; of {} positions {} are inside, {} disputed\n",
               totals.features, totals.positions, totals.inside, totals.disputed);
    fmt::print(
        "areas with geodesic edges: {} apart, worst {:.2g} of the area; in all {:.3f} km², as "
        "drawn {:.3f} km²\n",
        totals.areas_apart, totals.worst_area, totals.geodesic_km2, totals.ours_km2);
    for (const double span : {0.1, 1.0, 10.0, 60.0, 180.0}) {
        report_distances<bg::strategy::andoyer>("andoyer", span);
        report_distances<bg::strategy::vincenty>("vincenty", span);
    }
    return totals.disputed + totals.areas_apart == 0 ? 0 : 1;
}
