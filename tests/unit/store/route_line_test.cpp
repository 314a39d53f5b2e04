// SPDX-License-Identifier: MIT
#include "engine/store/route_line.hpp"
#include "engine/index/box_tree.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <random>

using namespace tamga;
using namespace tamga::store;
using geo::LonLat;

namespace {

/// How far a drawn line strays from the geodesic at most: each position between its vertices
/// against the nearest of many of the geodesic's.
double stray_m(const geo::GeodesicLine& line, const RouteLine& route) {
    double worst = 0;
    for (const auto& part : route.lines) {
        for (std::size_t i = 1; i < part.size(); ++i) {
            for (const double t : {0.1, 0.35, 0.5, 0.65, 0.9}) {
                const LonLat drawn{.lon = std::lerp(part[i - 1].lon, part[i].lon, t),
                                   .lat = std::lerp(part[i - 1].lat, part[i].lat, t)};
                const double along =
                    geo::distance_m(line.at(0), drawn) / std::max(line.length_m(), 1.0);
                worst = std::max(worst, geo::distance_m(line.at(std::min(along, 1.0)), drawn));
            }
        }
    }
    return worst;
}

}  // namespace

TEST_CASE("a drawn route stays within 250 m of its geodesic, and its boxes hold it", "[store]") {
    std::mt19937_64 random{5};
    std::uniform_real_distribution<double> lon{-180, 180};
    std::uniform_real_distribution<double> sine{-1, 1};
    const auto position = [&] {
        return LonLat{.lon = lon(random), .lat = std::asin(sine(random)) * 57.29577951308232};
    };
    for (int i = 0; i < 200; ++i) {
        const LonLat from = position();
        const LonLat to = position();
        const geo::GeodesicLine line{from, to};
        const RouteLine route = draw_route(from, to);
        CHECK(route.lines.front().front() == from);
        CHECK(route.lines.back().back().lat == to.lat);
        CHECK(stray_m(line, route) <= 2 * route_error_m);  // Twice: `along` is not the nearest.
        for (const auto& part : route.lines) {
            for (const LonLat p : part) {
                CHECK(std::abs(p.lon) <= 180);
            }
        }
        for (int step = 0; step <= 500; ++step) {
            const LonLat p = line.at(step / 500.0);
            CHECK(std::ranges::any_of(route.boxes, [&](const geo::Box& box) {
                return index::touch(box, {p, p});
            }));
        }
    }
}

TEST_CASE("a route is cut at the antimeridian on both sides at the same latitude", "[store]") {
    const RouteLine route = draw_route({178.44, -18.14}, {-171.77, -13.83});
    REQUIRE(route.lines.size() == 2);
    CHECK(route.lines[0].front() == LonLat{178.44, -18.14});
    CHECK(route.lines[0].back().lon == 180);
    CHECK(route.lines[1].front().lon == -180);
    CHECK(route.lines[1].front().lat == route.lines[0].back().lat);
    CHECK(route.lines[1].back() == LonLat{-171.77, -13.83});
}

TEST_CASE("a route of no length is a line of two equal positions", "[store]") {
    const RouteLine route = draw_route({72.8, 40.53}, {72.8, 40.53});
    REQUIRE(route.lines.size() == 1);
    CHECK(route.lines[0] == std::vector<LonLat>{{72.8, 40.53}, {72.8, 40.53}});
    CHECK(route.boxes.size() == 1);
}

TEST_CASE("a route over the pole is drawn to it", "[store]") {
    const geo::GeodesicLine line{{30, 80}, {-150, 80}};
    const RouteLine route = draw_route({30, 80}, {-150, 80});
    double north = 0;
    for (const auto& part : route.lines) {
        for (const LonLat p : part) {
            north = std::max(north, p.lat);
        }
    }
    CHECK(north > 89.99);
    CHECK(stray_m(line, route) <= 2 * route_error_m);
}
