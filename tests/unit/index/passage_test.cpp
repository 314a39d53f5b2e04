// SPDX-License-Identifier: MIT
#include "engine/index/passage.hpp"
#include "engine/geo/measure.hpp"
#include "engine/index/surroundings.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace tamga;
using namespace tamga::index;
using geo::LonLat;

namespace {

Area box(double west, double south, double east, double north) {
    Area area;
    area.add_box(west, south, east, north);
    area.build();
    return area;
}

double inside_m(const geo::GeodesicLine& line, const Area& area) {
    double fraction = 0;
    for (const Stretch& stretch : stretches_inside(line, area)) {
        fraction += stretch.to - stretch.from;
    }
    return fraction * line.length_m();
}

/// The same by brute force: how many of many small steps have their middle inside.
double sampled_inside_m(const geo::GeodesicLine& line, const Area& area) {
    constexpr int steps = 100'000;
    int inside = 0;
    for (int i = 0; i < steps; ++i) {
        inside += area.contains(line.at((i + 0.5) / steps)) ? 1 : 0;
    }
    return line.length_m() * inside / steps;
}

constexpr LonLat moscow{.lon = 37.62, .lat = 55.75};
constexpr LonLat tokyo{.lon = 139.69, .lat = 35.69};

}  // namespace

TEST_CASE("everything within a radius lies in the boxes around", "[index]") {
    std::mt19937_64 random{3};
    std::uniform_real_distribution<double> unit{0, 1};
    for (int i = 0; i < 20'000; ++i) {
        LonLat centre{.lon = 360 * unit(random) - 180, .lat = 180 * unit(random) - 90};
        if (i % 3 == 0) {
            centre.lat = i % 2 == 0 ? 89.9 + 0.1 * unit(random) : -90;
        }
        const double radius = farthest_m * std::pow(unit(random), 4);
        const LonLat p = geo::destination(centre, 360 * unit(random), radius * (1 - 1e-12));
        const auto boxes = boxes_around(centre, radius);
        CAPTURE(centre.lon, centre.lat, radius, p.lon, p.lat);
        CHECK(std::ranges::any_of(boxes, [&](const geo::Box& b) { return touch(b, {p, p}); }));
    }
}

TEST_CASE("boxes around a position split at the antimeridian and open at the pole", "[index]") {
    CHECK(boxes_around({0, 0}, 1000).size() == 1);
    CHECK(boxes_around({179.999, 0}, 1000).size() == 2);
    const auto polar = boxes_around({10, 89.999}, 1000);
    REQUIRE(polar.size() == 1);
    CHECK(polar[0].south_west.lon == -180);
    CHECK(polar[0].north_east == LonLat{180, 90});
    const geo::Box small = boxes_around({0, 60}, 1000)[0];
    CHECK(small.north_east.lon == Approx(0.018).margin(0.0005));  // 1 km of the 60th parallel.
}

TEST_CASE("a geodesic enters an area that the straight line on the map misses", "[index]") {
    // The straight line stays south of both ends' 55.75; the geodesic rises past 60.
    const Area north = box(50, 60, 110, 80);
    const geo::GeodesicLine line{moscow, tokyo};
    const auto stretches = stretches_inside(line, north);
    REQUIRE(stretches.size() == 1);
    CHECK(line.at(stretches[0].from).lat == Approx(60).margin(1e-8));
    CHECK(line.at(stretches[0].to).lat == Approx(60).margin(1e-8));
    CHECK(inside_m(line, north) == Approx(sampled_inside_m(line, north)).margin(200));
    CHECK(stretches_inside(line, box(50, 64, 110, 80)).empty());

    std::vector<double> chord;
    north.crossings(moscow, tokyo, chord);
    CHECK(chord.empty());
}

TEST_CASE("the length inside agrees with brute force for random routes and areas", "[index]") {
    std::mt19937_64 random{4};
    std::uniform_real_distribution<double> lon{-180, 180};
    std::uniform_real_distribution<double> lat{-85, 85};
    int met = 0;
    for (int i = 0; i < 100; ++i) {
        const double west = lon(random);
        const double south = lat(random);
        const double east = west + 120 > 180 ? west - 240 : west + 120;
        const Area area = box(west, south, east, std::min(south + 70, 90.0));
        const geo::GeodesicLine line{{lon(random), lat(random)}, {lon(random), lat(random)}};
        const double expected = sampled_inside_m(line, area);
        met += expected > 0 ? 1 : 0;
        CHECK(inside_m(line, area) == Approx(expected).margin(line.length_m() / 20'000));
    }
    CHECK(met > 10);
}

TEST_CASE("a route across the antimeridian or over the pole has one stretch inside", "[index]") {
    const geo::GeodesicLine pacific{{170, 0}, {-170, 0}};  // Along the equator.
    const auto across = stretches_inside(pacific, box(175, -5, -175, 5));
    REQUIRE(across.size() == 1);
    CHECK(across[0].from == Approx(0.25).epsilon(1e-9));
    CHECK(across[0].to == Approx(0.75).epsilon(1e-9));

    const geo::GeodesicLine polar{{0, 80}, {180, 80}};
    const auto over = stretches_inside(polar, box(-180, 85, 180, 90));
    REQUIRE(over.size() == 1);
    CHECK(polar.at(over[0].from).lat == Approx(85).margin(1e-8));
    CHECK(polar.at(over[0].to).lat == Approx(85).margin(1e-8));
    CHECK(over[0].from + over[0].to == Approx(1).margin(1e-9));
}

TEST_CASE("a route wholly inside is inside from start to end", "[index]") {
    const geo::GeodesicLine line{{10, 10}, {11, 11}};
    const auto stretches = stretches_inside(line, box(0, 0, 20, 20));
    REQUIRE(stretches.size() == 1);
    CHECK(stretches[0].from == 0);
    CHECK(stretches[0].to == 1);
    CHECK(stretches_inside(line, box(-20, -20, 0, 0)).empty());
    CHECK(stretches_inside(geo::GeodesicLine{{10, 10}, {10, 10}}, box(0, 0, 20, 20)).empty());
}

TEST_CASE("the distance to a route is the distance to its nearest position", "[index]") {
    const geo::GeodesicLine equator{{0, 0}, {60, 0}};
    CHECK(geo::distance_m({30, 1}, equator) == Approx(geo::distance_m({30, 0}, {30, 1})));
    CHECK(geo::distance_m({-1, 0}, equator) == Approx(geo::distance_m({0, 0}, {-1, 0})));
    CHECK(geo::distance_m({17.3, 0}, equator) < 0.001);
    const geo::GeodesicLine line{moscow, tokyo};
    CHECK(geo::distance_m(line.at(0.3137), line) < 0.001);
    double sampled = 1e9;
    for (int i = 0; i <= 20'000; ++i) {
        sampled = std::min(sampled, geo::distance_m(line.at(i / 20'000.0), {74.77, 41.2}));
    }
    CHECK(geo::distance_m({74.77, 41.2}, line) == Approx(sampled).margin(1));
}
