// SPDX-License-Identifier: MIT
//
// Expected positions: GeographicLib's at the same distance from the start.
#include "engine/geo/geodesic_arc.hpp"
#include "engine/geo/geodesic.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <numbers>
#include <random>

using namespace tamga::geo;

namespace {

/// How far an arc is from GeographicLib's line at nine places, in degrees of a great circle. A
/// longitude that is whole turns off is far.
double largest_difference_deg(LonLat from, LonLat to) {
    const GeodesicArc arc{from, to};
    const GeodesicLine line{from, to};
    double largest = 0;
    for (int step = 0; step <= 8; ++step) {
        const LonLat ours = arc.at(step / 8.0).lonlat();
        const double gone_m = step == 8 ? line.length_m() : distance_m(from, ours);
        const LonLat theirs =
            line.unrolled_at(line.length_m() > 0 ? gone_m / line.length_m() : 0.0);
        const double lon = ours.lon - theirs.lon;
        const double across = lon * std::cos(theirs.lat * std::numbers::pi / 180);
        largest = std::max(largest, std::hypot(ours.lat - theirs.lat, across));
    }
    return largest;
}

constexpr double allowed_deg = 1e-9;

void check(LonLat from, LonLat to) {
    CAPTURE(from.lon, from.lat, to.lon, to.lat);
    REQUIRE(largest_difference_deg(from, to) < allowed_deg);
    REQUIRE(largest_difference_deg(to, from) < allowed_deg);
}

}  // namespace

TEST_CASE("an arc is GeographicLib's geodesic", "[geo]") {
    std::mt19937_64 random{7};
    std::uniform_real_distribution<double> lon{-180, 180};
    std::uniform_real_distribution<double> lat{-90, 90};
    std::uniform_real_distribution<double> unit{-1, 1};
    for (int i = 0; i < 3000; ++i) {
        const LonLat from{.lon = lon(random), .lat = lat(random)};
        const double little = std::pow(10, -10 + 9 * std::abs(unit(random)));
        CAPTURE(i, little);
        check(from, {.lon = lon(random), .lat = lat(random)});
        check(from, {.lon = from.lon + little * unit(random), .lat = lat(random)});
        check(from, {.lon = from.lon + little * unit(random),
                     .lat = from.lat * (1 - little * std::abs(unit(random)))});
        check({.lon = from.lon, .lat = little * unit(random)},
              {.lon = lon(random), .lat = little * unit(random)});
        check({.lon = 180 - little, .lat = from.lat}, {.lon = -170, .lat = lat(random)});
        // Nearly antipodal, and nearly over a pole.
        check(from, {.lon = from.lon + 180 + unit(random), .lat = -from.lat * (1 - little)});
        check(from, {.lon = from.lon + 180 + little * unit(random), .lat = std::abs(lat(random))});
    }
}

TEST_CASE("an arc along the equator or a meridian is GeographicLib's", "[geo]") {
    check({.lon = 170, .lat = 0}, {.lon = -100, .lat = 0});
    check({.lon = 10, .lat = 0}, {.lon = -20, .lat = 0});
    check({.lon = 10, .lat = -30}, {.lon = 10, .lat = 60});
    check({.lon = 180, .lat = -30}, {.lon = -180, .lat = 60});
    check({.lon = 0, .lat = 80}, {.lon = 180, .lat = 75});
    check({.lon = 30, .lat = -80}, {.lon = -150, .lat = -75});
    check({.lon = 0, .lat = 0}, {.lon = 180, .lat = 0});
    check({.lon = 0, .lat = 0}, {.lon = 179.7, .lat = 0});
    check({.lon = 30, .lat = 40}, {.lon = -150, .lat = -40});
    check({.lon = -20, .lat = 90}, {.lon = 50, .lat = 40});
    check({.lon = -20, .lat = -90}, {.lon = 50, .lat = 40});
    check({.lon = -20, .lat = -90}, {.lon = 50, .lat = 90});
}

TEST_CASE("an arc over a pole goes on along the opposite meridian", "[geo]") {
    for (const double side : {1.0, -1.0}) {
        const GeodesicArc arc{{.lon = 20, .lat = side * 60}, {.lon = -160, .lat = side * 70}};
        CHECK(arc.at(0.5).lonlat().lon == Approx(20));
        CHECK(arc.at(0.5).lonlat().lat == Approx(side * 85).margin(0.1));
        CHECK(std::abs(arc.at(0.9).lonlat().lon - 20) == Approx(180));
        CHECK(arc.at(1).lonlat().lat == Approx(side * 70));
    }
}

TEST_CASE("an arc without length stays where it is", "[geo]") {
    for (const LonLat here : {LonLat{.lon = 12, .lat = 34}, LonLat{.lon = -180, .lat = 0},
                              LonLat{.lon = 5, .lat = 90}, LonLat{.lon = 5, .lat = -90}}) {
        check(here, here);
        CHECK(GeodesicArc{here, here}.at(0.5).lonlat().lon == Approx(here.lon));
        CHECK(GeodesicArc{here, here}.at(0.5).lonlat().lat == Approx(here.lat));
    }
}
