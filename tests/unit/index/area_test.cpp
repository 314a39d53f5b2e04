// SPDX-License-Identifier: MIT
#include "engine/index/area.hpp"
#include "engine/geo/orientation.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <numbers>
#include <random>

using namespace tamga;
using namespace tamga::index;
using geo::LonLat;

namespace {

using Ring = std::vector<LonLat>;

/// An area of one feature; rings after the first of a polygon are its holes.
Area area_of(const std::vector<std::vector<Ring>>& polygons) {
    model::Features batch;
    for (const auto& polygon : polygons) {
        for (const Ring& ring : polygon) {
            std::ranges::for_each(ring, [&](LonLat position) { batch.position(position); });
            batch.end_part(&ring != &polygon.front());
        }
    }
    batch.commit(
        {.shape = model::Shape::polygons, .record = 1, .id = {}, .min_zoom = {}, .max_zoom = {}});
    Area area;
    area.add(batch[0]);
    area.build();
    return area;
}

Ring square(double west, double south, double size) {
    return {{.lon = west, .lat = south},
            {.lon = west + size, .lat = south},
            {.lon = west + size, .lat = south + size},
            {.lon = west, .lat = south + size}};
}

}  // namespace

TEST_CASE("orientation is exact where plain arithmetic is not", "[index]") {
    CHECK(geo::orientation({0, 0}, {1, 1}, {0, 1}) == 1);
    CHECK(geo::orientation({0, 0}, {1, 1}, {1, 0}) == -1);
    CHECK(geo::orientation({0, 0}, {3, 3}, {1, 1}) == 0);
    // One step of a double beside the diagonal, far from its ends (after Kettner and others 2008,
    // who show that the plain formula gets most of these wrong).
    const double ulp = std::nextafter(0.5, 1.0) - 0.5;
    for (int i = 0; i < 64; ++i) {
        for (int j = 0; j < 64; ++j) {
            const LonLat p{.lon = 0.5 + i * ulp, .lat = 0.5 + j * ulp};
            const int expected = (j > i ? 1 : 0) - (j < i ? 1 : 0);
            CHECK(geo::orientation({12, 12}, {24, 24}, p) == expected);
        }
    }
}

TEST_CASE("a position is inside an area, outside it, or on its boundary", "[index]") {
    const Area area = area_of({{square(0, 0, 10), square(4, 4, 2)}, {square(20, 0, 5)}});
    CHECK(area.side({1, 1}) == Side::inside);
    CHECK(area.side({5, 5}) == Side::outside);
    CHECK(area.side({4, 5}) == Side::boundary);
    CHECK(area.side({10, 10}) == Side::boundary);
    CHECK(area.side({10, 10.000000000000002}) == Side::outside);
    CHECK(area.side({9.999999999999998, 9.999999999999998}) == Side::inside);
    CHECK(area.side({15, 2}) == Side::outside);
    CHECK(area.side({22, 2}) == Side::inside);
    // On the height of vertices, where a ray meets two edges at once.
    CHECK(area.side({-1, 0}) == Side::outside);
    CHECK(area.side({-1, 4}) == Side::outside);
    CHECK(area.side({1, 4}) == Side::inside);
    CHECK(area.side({7, 6}) == Side::inside);
}

TEST_CASE("overlapping polygons of an area are one area", "[index]") {
    const Area area = area_of({{square(0, 0, 10)}, {square(5, 5, 10)}});
    CHECK(area.side({7, 7}) == Side::inside);
    CHECK(area.side({1, 1}) == Side::inside);
    CHECK(area.side({14, 14}) == Side::inside);
    CHECK(area.side({14, 1}) == Side::outside);
}

TEST_CASE("a polygon's own formula and the index agree at random positions", "[index]") {
    Ring star;
    for (int i = 0; i < 2000; ++i) {
        const double angle = 2 * std::numbers::pi * i / 2000;
        const double radius = 30 + 10 * std::sin(9 * angle) + (i % 2 == 0 ? 1 : 0);
        star.push_back(
            {.lon = 60 + radius * std::cos(angle), .lat = 20 + radius * std::sin(angle)});
    }
    const Area area = area_of({{star}});
    std::mt19937_64 random{2};
    std::uniform_real_distribution<double> lon{10, 110};
    std::uniform_real_distribution<double> lat{-30, 70};
    int inside = 0;
    for (int i = 0; i < 5000; ++i) {
        const LonLat p{.lon = lon(random), .lat = lat(random)};
        bool odd = false;  // The even-odd rule over all edges, with division.
        for (std::size_t a = 0, b = star.size() - 1; a < star.size(); b = a++) {
            const double at = star[a].lon + (p.lat - star[a].lat) * (star[b].lon - star[a].lon) /
                                                (star[b].lat - star[a].lat);
            odd ^= (star[a].lat > p.lat) != (star[b].lat > p.lat) && p.lon < at;
        }
        inside += odd ? 1 : 0;
        CHECK(area.contains(p) == odd);
    }
    CHECK(inside > 1000);
}

TEST_CASE("an area may cross the antimeridian, cut there or drawn past it", "[index]") {
    Area box;
    box.add_box(170, -10, -170, 10);
    box.build();
    for (const Area& area : {area_of({{square(170, -10, 20)}}), std::move(box)}) {
        CHECK(area.contains({175, 0}));
        CHECK(area.contains({-175, 0}));
        CHECK(area.contains({180, 0}));
        CHECK(area.contains({-180, 0}));
        CHECK(area.contains({-170, 0}));
        CHECK_FALSE(area.contains({-169.9, 0}));
        CHECK_FALSE(area.contains({0, 0}));
    }
    CHECK(area_of({{square(170, -10, 20)}}).boxes() ==
          std::vector<geo::Box>{{{-180, -10}, {-170, 10}}, {{170, -10}, {180, 10}}});
}
