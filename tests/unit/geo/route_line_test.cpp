// SPDX-License-Identifier: MIT
#include "engine/geo/route_line.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <random>

using namespace tamga;
using namespace tamga::geo;

namespace {

/// How far a drawn line strays from the geodesic at most: each position between its vertices
/// against the nearest of many of the geodesic's.
double stray_m(const GeodesicLine& line, const RouteLines& route) {
    double worst = 0;
    for (const auto& part : route) {
        for (std::size_t i = 1; i < part.size(); ++i) {
            for (const double t : {0.1, 0.35, 0.5, 0.65, 0.9}) {
                const LonLat drawn{.lon = std::lerp(part[i - 1].lon, part[i].lon, t),
                                   .lat = std::lerp(part[i - 1].lat, part[i].lat, t)};
                const double along = distance_m(line.at(0), drawn) / std::max(line.length_m(), 1.0);
                worst = std::max(worst, distance_m(line.at(std::min(along, 1.0)), drawn));
            }
        }
    }
    return worst;
}

}  // namespace

TEST_CASE("a drawn route stays within 250 m of its geodesic", "[geo]") {
    std::mt19937_64 random{5};
    std::uniform_real_distribution<double> lon{-180, 180};
    std::uniform_real_distribution<double> sine{-1, 1};
    const auto position = [&] {
        return LonLat{.lon = lon(random), .lat = std::asin(sine(random)) * 57.29577951308232};
    };
    for (int i = 0; i < 200; ++i) {
        const LonLat from = position();
        const LonLat to = position();
        const GeodesicLine line{from, to};
        const RouteLines route = draw_route(from, to);
        CHECK(route.front().front() == from);
        CHECK(route.back().back().lat == to.lat);
        CHECK(stray_m(line, route) <= 2 * route_error_m);  // Twice: `along` is not the nearest.
        for (const auto& part : route) {
            for (const LonLat p : part) {
                CHECK(std::abs(p.lon) <= 180);
            }
        }
    }
}

TEST_CASE("a route is cut at the antimeridian on both sides at the same latitude", "[geo]") {
    const RouteLines route = draw_route({178.44, -18.14}, {-171.77, -13.83});
    REQUIRE(route.size() == 2);
    CHECK(route[0].front() == LonLat{178.44, -18.14});
    CHECK(route[0].back().lon == 180);
    CHECK(route[1].front().lon == -180);
    CHECK(route[1].front().lat == route[0].back().lat);
    CHECK(route[1].back() == LonLat{-171.77, -13.83});
}

TEST_CASE("a route of no length is a line of two equal positions", "[geo]") {
    const RouteLines route = draw_route({72.8, 40.53}, {72.8, 40.53});
    REQUIRE(route.size() == 1);
    CHECK(route[0] == std::vector<LonLat>{{72.8, 40.53}, {72.8, 40.53}});
}

TEST_CASE("a route over the pole is drawn to it", "[geo]") {
    const GeodesicLine line{{30, 80}, {-150, 80}};
    const RouteLines route = draw_route({30, 80}, {-150, 80});
    double north = 0;
    for (const auto& part : route) {
        for (const LonLat p : part) {
            north = std::max(north, p.lat);
        }
    }
    CHECK(north > 89.99);
    CHECK(stray_m(line, route) <= 2 * route_error_m);
}

TEST_CASE("a route that is not drawn is its two ends, the shorter way round", "[geo]") {
    CHECK(straight_route({72.8, 40.53}, {37.62, 55.75}) ==
          RouteLines{{{72.8, 40.53}, {37.62, 55.75}}});
    CHECK(straight_route({170, 10}, {-170, 30}) ==
          RouteLines{{{170, 10}, {180, 20}}, {{-180, 20}, {-170, 30}}});
    CHECK(straight_route({-175, 0}, {175, 10}) ==
          RouteLines{{{-175, 0}, {-180, 5}}, {{180, 5}, {175, 10}}});
    CHECK(straight_route({170, 0}, {-180, 10}) == RouteLines{{{170, 0}, {180, 10}}});
    CHECK(straight_route({-180, 0}, {170, 10}) == RouteLines{{{180, 0}, {170, 10}}});
    CHECK(straight_route({30, 80}, {-150, 80}) == RouteLines{{{30, 80}, {-150, 80}}});
    CHECK(straight_route({5, 5}, {5, 5}) == RouteLines{{{5, 5}, {5, 5}}});
}
