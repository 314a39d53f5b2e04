// SPDX-License-Identifier: MIT
#include "engine/route/lines/great_circle.hpp"

#include "engine/geo/geodesic.hpp"
#include "engine/route/lines/path.hpp"

#include <catch2/catch.hpp>

#include <vector>

using tamga::geo::LonLat;
using tamga::geo::lonlat;
using tamga::geo::MercatorPoint;
using tamga::route::stops_on_great_circle;
using tamga::route::unit_vector;

namespace {

std::vector<MercatorPoint> walked(LonLat a, LonLat b, double step) {
    std::vector<MercatorPoint> points;
    const bool stopped =
        stops_on_great_circle(unit_vector(a), unit_vector(b), step, [&](MercatorPoint point) {
            points.push_back(point);
            return false;
        });
    CHECK_FALSE(stopped);
    return points;
}

constexpr LonLat osh{.lon = 72.8, .lat = 40.53};
constexpr LonLat moscow{.lon = 37.62, .lat = 55.75};

}  // namespace

TEST_CASE("the way on the sphere begins and ends where the geodesic does and stays near it",
          "[route]") {
    const auto points = walked(osh, moscow, 1.0 / 512);
    CHECK(lonlat(points.front()).lon == Approx(osh.lon));
    CHECK(lonlat(points.back()).lat == Approx(moscow.lat));
    const auto path = tamga::route::geodesic_path(osh, moscow, 1e-6);
    for (const MercatorPoint point : points) {
        double nearest_m = 1e9;
        for (const LonLat position : path) {
            nearest_m = std::min(nearest_m, tamga::geo::distance_m(lonlat(point), position));
        }
        CHECK(nearest_m < 30'000);  // A quarter of a degree.
    }
}

TEST_CASE("steps are about as long as is asked for", "[route]") {
    const auto points = walked({.lon = 0, .lat = 0}, {.lon = 90, .lat = 0}, 1.0 / 64);
    CHECK(points.size() == 17);
    CHECK(points[1].x - points[0].x == Approx(1.0 / 64));
}

TEST_CASE("the way over the antimeridian is the short one", "[route]") {
    for (const MercatorPoint point :
         walked({.lon = 170, .lat = 10}, {.lon = -170, .lat = 10}, 0.01)) {
        CHECK(std::abs(point.x - 0.5) > 0.47);
    }
}

TEST_CASE("a walk ends at the first place that stops it; antipodes have no way", "[route]") {
    int asked = 0;
    const auto at_third = [&](MercatorPoint) { return ++asked == 3; };
    CHECK(stops_on_great_circle(unit_vector(osh), unit_vector(moscow), 0.001, at_third));
    CHECK(asked == 3);
    CHECK_FALSE(stops_on_great_circle(unit_vector(osh),
                                      unit_vector({.lon = osh.lon - 180, .lat = -osh.lat}), 0.001,
                                      [](MercatorPoint) { return true; }));
    CHECK(walked(osh, osh, 0.1).size() == 2);
}
