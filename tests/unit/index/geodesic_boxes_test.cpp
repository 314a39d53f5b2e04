// SPDX-License-Identifier: MIT
#include "engine/index/geodesic_boxes.hpp"
#include "engine/index/box_tree.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>

using namespace tamga;
using namespace tamga::index;
using geo::LonLat;

namespace {

constexpr double piece_m = 2'000'000;

std::vector<geo::Box> boxes_of(LonLat from, LonLat to) {
    return geodesic_boxes(geo::GeodesicLine{from, to}, from, to, piece_m);
}

/// Whether positions along a geodesic lie in its boxes, which lie within -180..180.
bool hold(LonLat from, LonLat to) {
    const geo::GeodesicLine line{from, to};
    const std::vector<geo::Box> boxes = boxes_of(from, to);
    const auto held = [&](LonLat p) {
        return std::ranges::any_of(boxes, [&](const geo::Box& b) { return touch(b, {p, p}); });
    };
    const bool within = std::ranges::all_of(boxes, [](const geo::Box& b) {
        return b.south_west.lon >= -180 && b.north_east.lon <= 180 && b.south_west.lat >= -90 &&
               b.north_east.lat <= 90 && b.south_west.lon <= b.north_east.lon;
    });
    bool all = held(from) && held(to) && within;
    for (int step = 0; step <= 400; ++step) {
        all = all && held(line.at(step / 400.0));
    }
    return all;
}

}  // namespace

TEST_CASE("the boxes of a geodesic hold all of it", "[index]") {
    std::mt19937_64 random{5};
    std::uniform_real_distribution<double> lon{-180, 180};
    std::uniform_real_distribution<double> sine{-1, 1};
    const auto position = [&] {
        return LonLat{.lon = lon(random), .lat = std::asin(sine(random)) * 57.29577951308232};
    };
    for (int i = 0; i < 2000; ++i) {
        const LonLat from = position();
        LonLat to = position();
        if (i % 4 == 1) {  // Near each other.
            to = {.lon = std::remainder(from.lon + lon(random) / 90, 360),
                  .lat = std::clamp(from.lat + lon(random) / 90, -90.0, 90.0)};
        }
        if (i % 4 == 2) {  // Nearly antipodal.
            to = {.lon = std::remainder(from.lon + 180 + lon(random) / 1000, 360),
                  .lat = -from.lat + lon(random) / 1000};
            to.lat = std::clamp(to.lat, -90.0, 90.0);
        }
        CAPTURE(from.lon, from.lat, to.lon, to.lat);
        CHECK(hold(from, to));
    }
}

TEST_CASE("the boxes of geodesics along meridians, parallels, poles and the antimeridian hold them",
          "[index]") {
    const std::vector<LonLat> ends{{0, 0},     {0, 90},    {0, -90},   {180, 0},    {-180, 0},
                                   {180, 60},  {-180, 60}, {179, -30}, {-179, -30}, {30, 80},
                                   {-150, 80}, {30, -80},  {90, 0},    {-90, 0},    {30, 89.9999},
                                   {0, 45},    {1e-9, 45}, {90, 45},   {-0.0, -45}, {180, -89.5}};
    for (const LonLat from : ends) {
        for (const LonLat to : ends) {
            CAPTURE(from.lon, from.lat, to.lon, to.lat);
            CHECK(hold(from, to));
        }
    }
}

TEST_CASE("the boxes of a geodesic are no larger than they have to be", "[index]") {
    // Bishkek to Moscow bends to the north of both, by Clairaut's relation to 57.4 degrees at most.
    const std::vector<geo::Box> boxes = boxes_of({74.59, 42.87}, {37.62, 55.75});
    REQUIRE(boxes.size() == 2);
    CHECK(boxes[0].south_west.lat == Approx(42.87).margin(1e-5));
    CHECK(boxes[1].south_west.lon == Approx(37.62).margin(1e-5));
    CHECK(boxes[0].south_west.lon == Approx(boxes[1].north_east.lon).margin(1e-5));
    CHECK(boxes_of({72.8, 40.53}, {72.8, 40.53}).size() == 1);
    // Along a parallel at 60 degrees: the vertex is in the middle, by the spherical formula
    // atan(tan 60 / cos 10) = 60.38; the ellipsoid has it within a hundredth.
    const std::vector<geo::Box> north = boxes_of({0, 60}, {20, 60});
    REQUIRE(north.size() == 1);
    CHECK(north[0].north_east.lat == Approx(60.38).margin(0.01));
    CHECK(north[0].south_west.lat == Approx(60).margin(1e-5));
    // Across the antimeridian there are two.
    CHECK(boxes_of({179, 0}, {-179, 1}).size() == 2);
}
