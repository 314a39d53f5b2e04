// SPDX-License-Identifier: MIT
#include "engine/route/lines/path.hpp"
#include "engine/geo/geodesic.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>

using namespace tamga;
using namespace tamga::route;
using geo::LonLat;

namespace {

double distance_to_chord(geo::MercatorPoint p, geo::MercatorPoint a, geo::MercatorPoint b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double squared = dx * dx + dy * dy;
    const double t =
        squared > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / squared, 0.0, 1.0) : 0;
    return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

/// How far a position of the true geodesic is from the path's edges on the map.
double stray(const Path& path, LonLat position) {
    double least = 1e9;
    for (std::size_t i = 1; i < path.size(); ++i) {
        const geo::MercatorPoint p = mercator(nearest_copy(position, path[i]));
        least = std::min(least, distance_to_chord(p, mercator(path[i - 1]), mercator(path[i])));
    }
    return least;
}

}  // namespace

TEST_CASE("a drawn geodesic keeps within its tolerance of the true one", "[route]") {
    std::mt19937_64 random{5};
    std::uniform_real_distribution<double> lon{-180, 180};
    std::uniform_real_distribution<double> lat{-75, 75};
    for (int i = 0; i < 60; ++i) {
        const LonLat from{.lon = lon(random), .lat = lat(random)};
        const LonLat to{.lon = lon(random), .lat = lat(random)};
        const double tolerance = std::ldexp(0.125 / 512, -(i % 7));
        const Path path = geodesic_path(from, to, tolerance);
        const geo::GeodesicLine line{from, to};
        CAPTURE(from.lon, from.lat, to.lon, to.lat, tolerance);
        CHECK(path.front() == from);
        CHECK(nearest_copy(path.back(), to).lon == Approx(to.lon));
        CHECK(path.back().lat == to.lat);
        for (double t = 0.03; t < 1; t += 0.05) {
            CHECK(stray(path, line.at(t)) <= 1.5 * tolerance);
        }
    }
}

TEST_CASE("a geodesic over the antimeridian goes the short way without a jump", "[route]") {
    // Fiji to Samoa.
    const Path path =
        geodesic_path({.lon = 178.4, .lat = -18.1}, {.lon = -171.8, .lat = -13.8}, 1e-5);
    CHECK(path.back().lon == Approx(188.2));
    for (std::size_t i = 1; i < path.size(); ++i) {
        CHECK(std::abs(path[i].lon - path[i - 1].lon) < 10);
    }
}

TEST_CASE("between antipodes the line goes over a pole", "[route]") {
    const Path path = geodesic_path({.lon = 0, .lat = 0}, {.lon = 180, .lat = 0}, 1e-4);
    const bool at_pole =
        std::ranges::any_of(path, [](LonLat position) { return std::abs(position.lat) > 85.06; });
    CHECK(at_pole);
}

TEST_CASE("an arc bends to the right of the traveller, there and back", "[route]") {
    const LonLat west{.lon = 0, .lat = 0};
    const LonLat east{.lon = 40, .lat = 0};
    const auto middle = [](const Path& path) { return path[path.size() / 2]; };
    CHECK(middle(bezier_path(west, east, 0.1, 1e-5)).lat < -3);  // Eastwards the right is south.
    CHECK(middle(bezier_path(east, west, 0.1, 1e-5)).lat > 3);
    // The middle is away by a tenth of the chord of 40 degrees on the map.
    const Path path = bezier_path(west, east, 0.1, 1e-7);
    const double lowest = mercator(*std::ranges::min_element(path, {}, &LonLat::lat)).y;
    CHECK(lowest - 0.5 == Approx(0.1 * 40 / 360).epsilon(1e-3));
}

TEST_CASE("arcs and straight lines go the shorter way round", "[route]") {
    const LonLat fiji{.lon = 178, .lat = -18};
    const LonLat samoa{.lon = -172, .lat = -14};
    CHECK(straight_path(fiji, samoa) == Path{fiji, {.lon = 188, .lat = -14}});
    CHECK(bezier_path(fiji, samoa, 0.1, 1e-5).back().lon == 188);
    CHECK(straight_path(samoa, fiji).back().lon == -182);
}

TEST_CASE("a smooth curve begins and ends with its chain and stays within it", "[route]") {
    const Path path = smooth_path({{.lon = 170, .lat = 0},
                                   {.lon = 180, .lat = 20},
                                   {.lon = -170, .lat = 0},
                                   {.lon = -160, .lat = 5}},
                                  1e-6);
    CHECK(path.front() == LonLat{.lon = 170, .lat = 0});
    CHECK(path.back() == LonLat{.lon = 200, .lat = 5});
    for (std::size_t i = 1; i < path.size(); ++i) {
        CHECK(path[i].lon >= path[i - 1].lon);
        CHECK(path[i].lat < 20);
        CHECK(path[i].lat >= -1e-9);
    }
}

TEST_CASE("a path gets a position on every tile edge that it crosses", "[route]") {
    // Zoom 2 has edges at -90, 0 and 90 degrees, and at the equator and 66.51 degrees.
    const Path path = with_tile_edges({{.lon = -100, .lat = 10}, {.lon = 100, .lat = -10}}, 2);
    REQUIRE(path.size() >= 5);  // The equator is crossed where 0 degrees are, once or twice.
    CHECK(path[1].lon == -90);
    CHECK(path[2].lon == Approx(0).margin(1e-9));
    CHECK(path[2].lat == Approx(0).margin(1e-9));
    CHECK(path[path.size() - 2].lon == 90);
    CHECK(with_tile_edges({{.lon = 170, .lat = 1}, {.lon = 190, .lat = 1}}, 0).size() == 3);
    CHECK(with_tile_edges({{.lon = 1, .lat = 1}, {.lon = 2, .lat = 2}}, 3).size() == 2);
}
