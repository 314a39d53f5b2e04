// SPDX-License-Identifier: MIT
#include "engine/geo/geodesic.hpp"
#include "engine/geo/measure.hpp"
#include "engine/index/area_set.hpp"
#include "engine/index/box_tree.hpp"
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

std::vector<Stay> stays(LonLat from, LonLat to, const Area& area) {
    AreaSet set;
    set.add(area);
    set.build();
    std::vector<Stay> stays;
    set.stays(from, to, stays);
    return stays;
}

double inside_m(LonLat from, LonLat to, const Area& area) {
    double sum = 0;
    for (const Stay& stay : stays(from, to, area)) {
        sum += stay.length_m;
    }
    return sum;
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
    const auto found = stays(moscow, tokyo, north);
    REQUIRE(found.size() == 1);
    for (const LonLat at : {found[0].entry, found[0].exit, line.at(found[0].from)}) {
        CHECK(at.lat == Approx(60).margin(1e-9));
    }
    CHECK(inside_m(moscow, tokyo, north) == Approx(sampled_inside_m(line, north)).margin(200));
    CHECK(stays(moscow, tokyo, box(50, 64, 110, 80)).empty());
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
        const LonLat from{lon(random), lat(random)};
        const LonLat to{lon(random), lat(random)};
        const geo::GeodesicLine line{from, to};
        const double expected = sampled_inside_m(line, area);
        met += expected > 0 ? 1 : 0;
        CHECK(inside_m(from, to, area) == Approx(expected).margin(line.length_m() / 20'000));
    }
    CHECK(met > 10);
}

TEST_CASE("a route across the antimeridian or over the pole has one stretch inside", "[index]") {
    const auto across = stays({170, 0}, {-170, 0}, box(175, -5, -175, 5));  // On the equator.
    REQUIRE(across.size() == 1);
    CHECK(across[0].from == Approx(0.25).epsilon(1e-9));
    CHECK(across[0].to == Approx(0.75).epsilon(1e-9));

    const auto over = stays({0, 80}, {180, 80}, box(-180, 85, 180, 90));
    REQUIRE(over.size() == 1);
    CHECK(over[0].entry.lat == Approx(85).margin(1e-9));
    CHECK(over[0].exit.lat == Approx(85).margin(1e-9));
    CHECK(over[0].from + over[0].to == Approx(1).margin(1e-9));
}

TEST_CASE("a route wholly inside is inside from start to end", "[index]") {
    const auto found = stays({10, 10}, {11, 11}, box(0, 0, 20, 20));
    REQUIRE(found.size() == 1);
    CHECK(found[0].from == 0);
    CHECK(found[0].to == 1);
    CHECK(stays({10, 10}, {11, 11}, box(-20, -20, 0, 0)).empty());
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
