// SPDX-License-Identifier: MIT
#include "engine/index/nearest_shapes.hpp"

#include "engine/geo/measure.hpp"
#include "engine/index/area.hpp"
#include "engine/index/measure.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>

using namespace tamga;
using namespace tamga::index;
using geo::LonLat;
using model::Shape;

namespace {

using Path = std::vector<LonLat>;

void add(model::Features& batch, Shape shape, const std::vector<Path>& parts) {
    for (const Path& part : parts) {
        batch.positions(part);
        batch.end_part(shape == Shape::polygons && &part != &parts.front());
    }
    batch.commit({.shape = shape, .record = batch.size() + 1});
}

/// By looking at every edge.
double plain_distance_m(const model::FeatureView& feature, LonLat position) {
    Area area;
    area.add(feature);
    area.build();
    if (area.contains(position)) {
        return 0;
    }
    double least_m = farthest_m;
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        const auto part = feature.part(i);
        const bool is_ring = feature.shape == Shape::polygons;
        for (std::size_t k = 0; k < part.size(); ++k) {
            const LonLat from = part[k];
            const bool goes_on = feature.shape != Shape::points && (is_ring || k + 1 < part.size());
            const LonLat to = goes_on ? part[(k + 1) % part.size()] : from;
            least_m = std::min(least_m, geo::distance_to_edge_m(
                                            position, from, to,
                                            is_ring ? geo::Edges::drawn : geo::Edges::geodesic));
        }
    }
    return least_m;
}

model::Features random_shapes(std::size_t count) {
    std::mt19937_64 random{7};
    std::uniform_real_distribution<double> unit{-1, 1};
    model::Features batch;
    while (batch.size() < count) {
        const LonLat centre{180 * unit(random), 85 * unit(random)};
        const double size = std::pow(10, 1.2 * unit(random));
        Path path;
        for (int k = 0; k < 6; ++k) {
            const double away = size * (1 + 0.4 * unit(random));
            path.push_back({centre.lon + away * std::cos(k * 1.04),
                            std::clamp(centre.lat + away * std::sin(k * 1.04), -90.0, 90.0)});
        }
        const auto shape = static_cast<Shape>(1 + batch.size() % 3);
        if (shape == Shape::lines && batch.size() % 2 == 0) {  // A long one.
            path = {centre, {180 * unit(random), 85 * unit(random)}};
        }
        add(batch, shape, {path});
    }
    return batch;
}

NearestShapes index_of(const model::Features& batch) {
    NearestShapes shapes;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        CHECK(shapes.add(batch[i]) == i);
    }
    shapes.build();
    return shapes;
}

}  // namespace

TEST_CASE("the nearest points, lines and polygons are those that every edge says", "[index]") {
    const model::Features batch = random_shapes(60);
    const NearestShapes shapes = index_of(batch);
    std::mt19937_64 random{8};
    std::uniform_real_distribution<double> unit{-1, 1};
    for (int i = 0; i < 40; ++i) {
        const LonLat position{i % 5 == 0 ? 180 : 180 * unit(random),
                              i % 7 == 0 ? 90 : 90 * unit(random)};
        std::vector<NearestShapes::Near> expected;
        for (std::uint32_t k = 0; k < batch.size(); ++k) {
            expected.push_back({k, plain_distance_m(batch[k], position)});
        }
        std::ranges::sort(expected, [](const auto& a, const auto& b) {
            return std::pair{a.distance_m, a.shape} < std::pair{b.distance_m, b.shape};
        });
        const auto nearest = shapes.nearest(position, 5);
        CAPTURE(position.lon, position.lat);
        REQUIRE(nearest.size() == 5);
        for (std::size_t k = 0; k < 5; ++k) {
            CHECK(nearest[k].distance_m == Approx(expected[k].distance_m).margin(2e-5));
        }
        CHECK(nearest[0].shape == expected[0].shape);
        const auto within = std::ranges::count_if(
            expected, [](const auto& near) { return near.distance_m <= 1e6; });
        CHECK(std::ssize(shapes.nearest(position, 100, 1e6)) == within);
    }
}

TEST_CASE("what holds a position is at distance 0, but in its hole it is as far as the edge",
          "[index]") {
    model::Features batch;
    add(batch, Shape::polygons,
        {{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {{4, 4}, {6, 4}, {6, 6}, {4, 6}}});
    add(batch, Shape::polygons, {{{170, -5}, {190, -5}, {190, 5}, {170, 5}}});
    add(batch, Shape::points, {{{5, 5.5}}});
    const NearestShapes shapes = index_of(batch);
    using Near = NearestShapes::Near;
    CHECK(shapes.nearest({1, 1}, 1) == std::vector{Near{0, 0}});
    CHECK(shapes.nearest({10, 3}, 1) == std::vector{Near{0, 0}});
    CHECK(shapes.nearest({-175, 0}, 1) == std::vector{Near{1, 0}});
    const auto hole = shapes.nearest({5, 5}, 2);
    REQUIRE(hole.size() == 2);
    CHECK(hole[0].shape == 2);
    CHECK(hole[1].distance_m == Approx(geo::distance_m({5, 5}, {5, 4})).margin(1e-3));
    CHECK(shapes.nearest({5, 5}, 0).empty());
    CHECK(shapes.nearest({50, 5}, 9, 1000).empty());
    CHECK(NearestShapes{}.nearest({0, 0}, 1).empty());
}

TEST_CASE("a feature has the area of its polygons without their holes, and the length of its lines",
          "[index]") {
    model::Features batch;
    const Path shell{{0, 0}, {10, 0}, {10, 10}, {0, 10}};
    const Path hole{{4, 4}, {6, 4}, {6, 6}, {4, 6}};
    add(batch, Shape::polygons, {shell, hole});
    add(batch, Shape::lines, {{{0, 0}, {1, 0}}, {{5, 0}, {7, 0}}});
    add(batch, Shape::points, {{{1, 1}}});
    CHECK(area_km2(batch[0]) == Approx((geo::ring_area_m2(shell, geo::Edges::drawn) -
                                        geo::ring_area_m2(hole, geo::Edges::drawn)) /
                                       1e6));
    CHECK(length_km(batch[1]) == Approx(3 * 111.319491).margin(1e-5));
    CHECK(area_km2(batch[1]) + area_km2(batch[2]) + length_km(batch[0]) + length_km(batch[2]) == 0);
}
