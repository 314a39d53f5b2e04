// SPDX-License-Identifier: MIT
//
// Expected values: GeodSolve of GeographicLib 2.1 where it is not geometry (a quarter of the
// meridian, the equator's radius, symmetry).
#include "engine/geo/geodesic.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <numbers>
#include <random>

using namespace tamga::geo;

namespace {

constexpr double equator_radius_m = 6378137;         // WGS 84.
constexpr double quarter_meridian_m = 10001965.729;  // WGS 84, NGA.STND.0036.
constexpr LonLat here{.lon = 74.76609800000006, .lat = 41.20438};
constexpr LonLat moscow{.lon = 37.6173, .lat = 55.7558};

}  // namespace

TEST_CASE("known distances come out", "[geo]") {
    CHECK(distance_m({.lon = 0, .lat = 0}, {.lon = 0, .lat = 90}) ==
          Approx(quarter_meridian_m).margin(0.001));
    CHECK(distance_m({.lon = 10, .lat = 0}, {.lon = 11, .lat = 0}) ==
          Approx(equator_radius_m * std::numbers::pi / 180).margin(1e-6));
    CHECK(distance_m(here, here) == 0);
    CHECK(distance_m(here, moscow) == distance_m(moscow, here));
}

TEST_CASE("the antimeridian is no border", "[geo]") {
    CHECK(distance_m({.lon = 179, .lat = 10}, {.lon = -179, .lat = 10}) ==
          Approx(distance_m({.lon = 9, .lat = 10}, {.lon = 11, .lat = 10})).margin(1e-6));
    CHECK(inverse({.lon = 179, .lat = 0}, {.lon = -179, .lat = 0}).azimuth_start_deg == Approx(90));
}

TEST_CASE("going the distance in the direction ends at the other position", "[geo]") {
    const GeodesicInverse way = inverse(here, moscow);
    const LonLat end = destination(here, way.azimuth_start_deg, way.distance_m);
    CHECK(end.lon == Approx(moscow.lon).margin(1e-12));
    CHECK(end.lat == Approx(moscow.lat).margin(1e-12));
}

TEST_CASE("a line starts, ends and halves where it should", "[geo]") {
    const GeodesicLine line{here, moscow};
    CHECK(line.length_m() == Approx(distance_m(here, moscow)).margin(1e-6));
    CHECK(distance_m(line.at(0), here) == Approx(0).margin(1e-6));
    CHECK(distance_m(line.at(1), moscow) == Approx(0).margin(1e-6));
    CHECK(distance_m(line.at(0.5), here) == Approx(line.length_m() / 2).margin(1e-6));
    CHECK(distance_m(line.at(0.5), moscow) == Approx(line.length_m() / 2).margin(1e-6));
}

TEST_CASE("an unrolled longitude does not jump at the antimeridian", "[geo]") {
    const GeodesicLine line{{.lon = 170, .lat = 10}, {.lon = -170, .lat = 10}};
    CHECK(line.unrolled_at(1).lon == Approx(190).margin(1e-9));
    CHECK(line.at(1).lon == Approx(-170).margin(1e-9));
    double before = 170;
    for (int step = 1; step <= 100; ++step) {
        const double lon = line.unrolled_at(step / 100.0).lon;
        CHECK(lon > before);
        before = lon;
    }
}

TEST_CASE("two antipodes are half of a meridian ellipse apart", "[geo]") {
    CHECK(distance_m({.lon = 0, .lat = 0}, {.lon = 180, .lat = 0}) ==
          Approx(2 * quarter_meridian_m).margin(0.01));
    CHECK(distance_m({.lon = 30, .lat = 40}, {.lon = -150, .lat = -40}) ==
          Approx(2 * quarter_meridian_m).margin(0.01));
}

TEST_CASE("a bearing by the chord is the geodesic's", "[geo]") {
    std::mt19937_64 random{3};
    std::uniform_real_distribution<double> lon{-180, 180};
    std::uniform_real_distribution<double> lat{-89, 89};
    std::uniform_real_distribution<double> far{-1, 1};
    for (int i = 0; i < 20'000; ++i) {
        const tamga::geo::LonLat from{.lon = lon(random), .lat = lat(random)};
        const double most = i % 2 == 0 ? 0.6 : 0.01;
        const tamga::geo::LonLat to{.lon = from.lon + most * far(random),
                                    .lat = from.lat + most * far(random)};
        const auto exact = tamga::geo::inverse(from, to);
        const auto quick = tamga::geo::bearing(from, to);
        REQUIRE(std::abs(exact.distance_m - quick.distance_m) < 1e-3);
        const double turn = std::remainder(exact.azimuth_start_deg - quick.azimuth_deg, 360);
        REQUIRE((std::abs(turn) < 1e-5 || std::abs(turn) * exact.distance_m < 0.06));
    }
}
