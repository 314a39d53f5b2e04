// SPDX-License-Identifier: MIT
#include "engine/place/area_index.hpp"
#include "engine/index/area.hpp"
#include "engine/place/area_builder.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <numbers>
#include <random>

using namespace tamga;
using namespace tamga::place;

namespace {

double rounded(double degrees) { return std::round(degrees * 1e7) / 1e7; }

/// A star with `corners` points of random length around a middle.
void add_star(model::Features& batch, geo::LonLat middle, double radius, int corners,
              std::mt19937& random) {
    std::uniform_real_distribution<double> length{0.3 * radius, radius};
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        const double r = length(random);
        batch.position({.lon = rounded(middle.lon + r * std::cos(angle)),
                        .lat = rounded(middle.lat + r * std::sin(angle))});
    }
    batch.end_part();
    batch.commit(
        {.shape = model::Shape::polygons, .record = 1, .id = {}, .min_zoom = {}, .max_zoom = {}});
}

AreaIndex index_of(const AreaBuilder& built) {
    return {built.cells, built.parts, built.vertices, built.areas};
}

}  // namespace

TEST_CASE("the grid of areas agrees with each area asked by itself", "[place]") {
    std::mt19937 random{2024};
    model::Features batch;
    add_star(batch, {.lon = 10, .lat = 10}, 5, 9, random);
    add_star(batch, {.lon = -120.3, .lat = 47}, 20, 60, random);
    add_star(batch, {.lon = 12, .lat = 11}, 4, 7, random);
    add_star(batch, {.lon = 74.1, .lat = 41.3}, 0.2, 400, random);
    AreaBuilder built;
    std::vector<index::Area> areas(batch.size());
    for (std::uint32_t i = 0; i < batch.size(); ++i) {
        built.add(batch[i], 100 + i);
        areas[i].add(batch[i]);
        areas[i].build();
    }
    built.build();
    const AreaIndex index = index_of(built);
    int inside = 0;
    for (std::uint32_t i = 0; i < batch.size(); ++i) {
        for (const geo::Box& box : areas[i].boxes()) {
            std::uniform_real_distribution<double> lon{box.south_west.lon, box.north_east.lon};
            std::uniform_real_distribution<double> lat{box.south_west.lat, box.north_east.lat};
            for (int k = 0; k < 5000; ++k) {
                const geo::LonLat position{.lon = rounded(lon(random)),
                                           .lat = rounded(lat(random))};
                std::optional<std::uint32_t> expected;
                for (std::uint32_t n = 0; n < areas.size(); ++n) {
                    if (areas[n].side(position) == index::Side::inside) {
                        expected = 100 + n;
                    }
                }
                CHECK(index.at(position) == expected);
                inside += expected ? 1 : 0;
            }
        }
    }
    CHECK(inside > 5000);
}

TEST_CASE("positions level with vertices and middles of cells are on the right side", "[place]") {
    // A square whose sides run through the middles of cells, and along the borders of cells.
    model::Features batch;
    for (const auto& [lon, lat] : {std::pair{0.125, 0.125}, std::pair{1.0, 0.125},
                                   std::pair{1.0, 1.0}, std::pair{0.125, 1.0}}) {
        batch.position({.lon = lon, .lat = lat});
    }
    batch.end_part();
    batch.commit(
        {.shape = model::Shape::polygons, .record = 1, .id = {}, .min_zoom = {}, .max_zoom = {}});
    AreaBuilder built;
    built.add(batch[0], 7);
    built.build();
    const AreaIndex index = index_of(built);
    for (double lon = 0; lon <= 1.25; lon += 0.0625) {
        for (double lat = 0; lat <= 1.25; lat += 0.0625) {
            const bool inside = lon > 0.125 && lon < 1 && lat > 0.125 && lat < 1;
            const bool outside = lon < 0.125 || lon > 1 || lat < 0.125 || lat > 1;
            CAPTURE(lon, lat);
            if (inside || outside) {
                CHECK(index.at({.lon = lon, .lat = lat}).has_value() == inside);
            }
        }
    }
}

TEST_CASE("corners of the world have cells, too", "[place]") {
    AreaBuilder built;
    built.build();
    const AreaIndex index = index_of(built);
    for (const double lon : {-180.0, 0.0, 180.0}) {
        for (const double lat : {-90.0, 0.0, 90.0}) {
            CHECK_FALSE(index.at({.lon = lon, .lat = lat}));
        }
    }
}
