// SPDX-License-Identifier: MIT
#include "engine/geo/geodesic.hpp"
#include "engine/index/nearest_shapes.hpp"
#include "engine/ingest/read.hpp"
#include "engine/store/query.hpp"
#include "engine/store/writer.hpp"
#include "tests/temporary_folder.hpp"
#include "tests/unit/store/answers.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <memory>
#include <random>
#include <string>
#include <vector>

using namespace tamga;
using namespace tamga::store;

namespace {

/// A layer of short lines or small triangles all over the Earth, in a store and in memory.
struct Shapes {
    TemporaryFolder folder = {};
    std::string path = folder / "shapes.sqlite";
    index::NearestShapes shapes = {};

    explicit Shapes(bool polygons) {
        std::mt19937_64 random{8};
        std::uniform_real_distribution<double> lon{-179, 175};
        std::uniform_real_distribution<double> lat{-85, 85};
        std::uniform_real_distribution<double> step{-4, 4};
        std::string text = R"({"type":"FeatureCollection","features":[)";
        for (int i = 0; i < 300; ++i) {
            const double x = lon(random);
            const double y = lat(random);
            const std::string a = fmt::format("[{},{}]", x, y);
            const std::string b = fmt::format("[{},{}]", x + 4, y + step(random));
            const std::string c = fmt::format("[{},{}]", x + 2, y + step(random));
            const std::string geometry =
                polygons ? fmt::format(R"("Polygon","coordinates":[[{0},{1},{2},{0}]])", a, b, c)
                         : fmt::format(R"("LineString","coordinates":[{},{},{}])", a, b, c);
            text +=
                fmt::format(R"({}{{"type":"Feature","properties":{{}},"geometry":{{"type":{}}}}})",
                            i == 0 ? "" : ",", geometry);
        }
        const std::string file = folder.put("shapes.geojson", text + "]}");
        const auto writer = create(path, false);
        writer->add_layer("shapes", {.path = file});
        writer->commit();
        ingest::read({.path = file}, [&](model::Features&& batch) -> ingest::Finish {
            auto kept = std::make_shared<model::Features>(std::move(batch));
            return [this, kept] {
                for (std::size_t i = 0; i < kept->size(); ++i) {
                    shapes.add((*kept)[i]);
                }
            };
        });
        shapes.build();
    }
};

}  // namespace

TEST_CASE("the nearest lines and polygons of a store are those of the index in space", "[store]") {
    for (const bool polygons : {false, true}) {
        const Shapes made{polygons};
        const auto store = open(made.path);
        std::mt19937_64 random{9};
        std::uniform_real_distribution<double> lon{-180, 180};
        std::uniform_real_distribution<double> lat{-90, 90};
        for (int i = 0; i < 40; ++i) {
            const geo::LonLat at{.lon = lon(random), .lat = lat(random)};
            const auto expected = made.shapes.nearest(at, 5);
            const WholeAnswer answer = whole(nearest(*store, {}, at, 5));
            REQUIRE(answer.rows.size() == expected.size());
            for (std::size_t row = 0; row < expected.size(); ++row) {
                CHECK(answer.integer(row, 0) == static_cast<std::int64_t>(expected[row].shape) + 1);
                CHECK(answer.real(row, answer.columns.size() - 1) ==
                      Approx(expected[row].distance_m).margin(0.001));
            }
            const double radius_m = expected[2].distance_m + 1e-3;
            CHECK(whole(near(*store, {}, at, radius_m)).rows.size() >= 3);
        }
    }
}
