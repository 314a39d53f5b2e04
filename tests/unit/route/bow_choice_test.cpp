// SPDX-License-Identifier: MIT
#include "engine/route/lines/bow_choice.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace tamga::route;

namespace {

constexpr double pixel = 1.0 / 4096;

/// A position by pixels.
MapPoint at(double x, double y) { return {.x = x * pixel, .y = y * pixel}; }

}  // namespace

TEST_CASE("long curves bow more than short ones", "[route]") {
    const std::vector places{at(100, 100), at(200, 100), at(1000, 2000), at(1900, 2000)};
    const std::vector<CurveEnds> flows{{0, 1}, {2, 3}};
    const auto bows = choose_bows(places, flows, pixel);
    CHECK(bows[0] > 0);
    CHECK(bows[1] > 1.5 * bows[0]);
}

TEST_CASE("a curve keeps away from a place where it does not end", "[route]") {
    std::vector places{at(1000, 1000), at(1800, 1000), at(100, 100), at(200, 100)};
    const std::vector<CurveEnds> flows{{0, 1}, {2, 3}};
    const double free = choose_bows(places, flows, pixel)[0];
    // Place 2 moves into the way: into the middle of the curve, 800 pixels long.
    places[2] = at(1400, 1000 + free * 800);
    const double around = choose_bows(places, flows, pixel)[0];
    CHECK(std::abs(around - free) * 800 > 10);
}

TEST_CASE("a flow and the one back lie on two sides", "[route]") {
    const std::vector places{at(1000, 1000), at(1800, 1000), at(1400, 1100), at(3000, 900)};
    const std::vector<CurveEnds> flows{{0, 1}, {2, 3}, {1, 0}};
    const auto bows = choose_bows(places, flows, pixel);
    CHECK(bows[0] == bows[2]);
    CHECK(bows[0] != 0);
}

TEST_CASE("lines in one direction leave their place in several", "[route]") {
    // Two places behind each other, as seen from the first.
    const std::vector places{at(1000, 1000), at(1800, 1000), at(2600, 1000)};
    const std::vector<CurveEnds> flows{{0, 1}, {0, 2}};
    const auto bows = choose_bows(places, flows, pixel);
    const auto turn = [](double bow) { return std::atan(4 * bow) * 180 / 3.14159265; };
    CHECK(std::abs(turn(bows[0]) - turn(bows[1])) > 10);
}

TEST_CASE("a curve over the antimeridian keeps away from places there", "[route]") {
    std::vector places{at(3900, 1000), at(300, 1000), at(2000, 3000), at(2100, 3000)};
    const std::vector<CurveEnds> flows{{0, 1}, {2, 3}};
    const double free = choose_bows(places, flows, pixel)[0];
    const double length = 300 + 4096 - 3900;
    places[2] = at(2, 1000 + free * length);
    const double around = choose_bows(places, flows, pixel)[0];
    CHECK(std::abs(around - free) * length > 10);
}
