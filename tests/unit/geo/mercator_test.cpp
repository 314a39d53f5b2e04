// SPDX-License-Identifier: MIT
#include "engine/geo/mercator.hpp"

#include "engine/geo/world_grid.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <numbers>

using namespace tamga;

TEST_CASE("the square of Mercator ends at one latitude, whoever asks", "[geo]") {
    CHECK(geo::mercator_limit_deg == Approx(geo::mercator_latitude(0)).epsilon(1e-15));
    CHECK(geo::mercator_limit_sine == Approx(std::tanh(std::numbers::pi)).epsilon(1e-15));
    CHECK(geo::mercator_y(geo::mercator_limit_deg) == Approx(0).margin(1e-12));
    CHECK(geo::mercator({.lon = 0, .lat = 90}).y == 0);
    CHECK(geo::mercator({.lon = 190, .lat = -90}).y == 1);
    CHECK(geo::mercator({.lon = 190, .lat = 0}).x > 1);
}

TEST_CASE("a position comes back from the square and from the world grid", "[geo]") {
    for (double lat = -85; lat <= 85; lat += 2.5) {
        const geo::LonLat position{.lon = 2 * lat, .lat = lat};
        const geo::LonLat exact = lonlat(geo::mercator(position));
        CHECK(exact.lon == Approx(position.lon).margin(1e-12));
        CHECK(exact.lat == Approx(position.lat).margin(1e-12));
        const geo::LonLat near = lonlat(geo::world(position));
        CHECK(near.lon == Approx(position.lon).margin(1e-7));
        CHECK(near.lat == Approx(position.lat).margin(1e-7));
    }
}
