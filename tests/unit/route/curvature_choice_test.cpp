// SPDX-License-Identifier: MIT
#include "engine/route/lines/curvature_choice.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace tamga;
using namespace tamga::route;

namespace {

constexpr double pixel = 1.0 / 4096;

/// A position by pixels.
geo::MercatorPoint at(double x, double y) { return {.x = x * pixel, .y = y * pixel}; }

}  // namespace

TEST_CASE("long curves are bent more than short ones", "[route]") {
    const std::vector places{at(100, 100), at(200, 100), at(1000, 2000), at(1900, 2000)};
    const std::vector<CurveEnds> flows{{0, 1}, {2, 3}};
    const auto curvatures = choose_curvatures(places, flows, pixel);
    CHECK(curvatures[0] > 0);
    CHECK(curvatures[1] > 1.5 * curvatures[0]);
}

TEST_CASE("a curve keeps away from a place where it does not end", "[route]") {
    std::vector places{at(1000, 1000), at(1800, 1000), at(100, 100), at(200, 100)};
    const std::vector<CurveEnds> flows{{0, 1}, {2, 3}};
    const double free = choose_curvatures(places, flows, pixel)[0];
    // Place 2 moves into the way: into the middle of the curve, 800 pixels long.
    places[2] = at(1400, 1000 + free * 800);
    const double around = choose_curvatures(places, flows, pixel)[0];
    CHECK(std::abs(around - free) * 800 > 10);
}

TEST_CASE("a flow and the one back lie on two sides", "[route]") {
    const std::vector places{at(1000, 1000), at(1800, 1000), at(1400, 1100), at(3000, 900)};
    const std::vector<CurveEnds> flows{{0, 1}, {2, 3}, {1, 0}};
    const auto curvatures = choose_curvatures(places, flows, pixel);
    CHECK(curvatures[0] == curvatures[2]);
    CHECK(curvatures[0] != 0);
}

TEST_CASE("lines in one direction leave their place in several", "[route]") {
    // Two places behind each other, as seen from the first.
    const std::vector places{at(1000, 1000), at(1800, 1000), at(2600, 1000)};
    const std::vector<CurveEnds> flows{{0, 1}, {0, 2}};
    const auto curvatures = choose_curvatures(places, flows, pixel);
    const auto turn = [](double curvature) { return std::atan(4 * curvature) * 180 / 3.14159265; };
    CHECK(std::abs(turn(curvatures[0]) - turn(curvatures[1])) > 10);
}

TEST_CASE("a curve over the antimeridian keeps away from places there", "[route]") {
    std::vector places{at(3900, 1000), at(300, 1000), at(2000, 3000), at(2100, 3000)};
    const std::vector<CurveEnds> flows{{0, 1}, {2, 3}};
    const double free = choose_curvatures(places, flows, pixel)[0];
    const double length = 300 + 4096 - 3900;
    places[2] = at(2, 1000 + free * length);
    const double around = choose_curvatures(places, flows, pixel)[0];
    CHECK(std::abs(around - free) * length > 10);
}
