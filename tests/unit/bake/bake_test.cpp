// SPDX-License-Identifier: MIT
#include "engine/bake/bake.hpp"

#include "engine/base/error.hpp"
#include "tests/source_folder.hpp"
#include "tests/unit/bake/baking.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace tamga;
using namespace tamga::tests;

namespace {

plan::Map map_of(std::vector<plan::Layer> layers, int max_zoom) {
    plan::Map map;
    map.name = "test";
    map.max_zoom = max_zoom;
    map.layers = std::move(layers);
    return map;
}

/// Zooms at which the feature with `id` is in some tile.
std::set<int> zooms_of(const std::vector<DrawnFeature>& all, std::uint64_t id) {
    std::set<int> zooms;
    for (const DrawnFeature& feature : all) {
        if (feature.id == id) {
            zooms.insert(feature.zoom);
        }
    }
    return zooms;
}

}  // namespace

TEST_CASE("any number of threads bakes the same bytes", "[bake]") {
    const BakeFolder folder;
    const std::string source = folder.file("mixed.geojson", mixed_geojson(3000));
    const plan::Layer layer = layer_of("mixed", source);
    plan::Layer routes =
        layer_of("flows", tamga::in_source("fixtures/journeys/small.csv"), plan::Kind::routes);
    routes.route = {.origin = {"from_lon", "from_lat"},
                    .destination = {"to_lon", "to_lat"},
                    .weight = "people",
                    .time = "year"};
    std::string first;
    for (const int threads : {1, 2, 7}) {
        const std::string output = folder.path(fmt::format("{}.pmtiles", threads));
        bake::bake(map_of({layer, routes}, 6),
                   {.output = output, .threads = threads, .budget = {.tile_bytes = 20000}});
        const std::string bytes = bytes_of(output);
        REQUIRE_FALSE(bytes.empty());
        first = first.empty() ? bytes : first;
        CAPTURE(threads);
        CHECK((bytes == first));
    }
}

TEST_CASE("every container holds the same features", "[bake]") {
    const BakeFolder folder;
    const plan::Map map =
        map_of({layer_of("mixed", folder.file("mixed.geojson", mixed_geojson(300)))}, 4);
    for (const char* name : {"a.pmtiles", "a.mbtiles", "a/"}) {
        bake::bake(map, {.output = folder.path(name)});
    }
    const auto expected = drawn_in(folder.path("a.pmtiles"));
    CHECK(expected.size() > 300);
    CHECK((drawn_in(folder.path("a.mbtiles")) == expected));
    CHECK((drawn_in(folder.path("a/")) == expected));
}

TEST_CASE("a feature is drawn at the zooms it asks for, whatever its shape", "[bake]") {
    const BakeFolder folder;
    const auto feature = [](int id, const char* geometry, const char* coordinates) {
        return fmt::format(R"({{"type":"Feature","id":{},"properties":{{}},"tippecanoe":)"
                           R"({{"minzoom":1,"maxzoom":2}},"geometry":{{"type":"{}",)"
                           R"("coordinates":{}}}}})"
                           "\n",
                           id, geometry, coordinates);
    };
    const std::string source = folder.file(
        "zooms.geojson",
        feature(1, "Point", "[74.77,41.2]") + feature(2, "LineString", "[[70,40],[75,42]]") +
            feature(3, "Polygon", "[[[70,40],[75,40],[75,42],[70,40]]]") +
            feature(4, "MultiPoint", "[[74.77,41.2],[-70,10]]") + point_geojson(5, 10, 10));
    for (const bool alone : {true, false}) {  // Points alone are drawn in another way.
        plan::Layer layer = layer_of("zooms", source);
        layer.kind = alone ? plan::Kind::points : plan::Kind::features;
        const std::string output = folder.path(alone ? "points.pmtiles" : "all.pmtiles");
        const bake::Report report = bake::bake(map_of({layer}, 4), {.output = output});
        const auto drawn = drawn_in(output);
        for (const std::uint64_t id : {1U, 2U, 3U, 4U}) {
            const bool left_out = alone && (id == 2 || id == 3);
            CAPTURE(id, alone);
            CHECK(zooms_of(drawn, id) == (left_out ? std::set<int>{} : std::set{1, 2}));
        }
        CHECK(zooms_of(drawn, 5) == std::set{0, 1, 2, 3, 4});
        CHECK(report.layers[0].zooms[0].dropped.at("not at this zoom") == (alone ? 2 : 4));
    }
}

TEST_CASE("a polygon smaller than the grid is drawn as a square of one unit", "[bake]") {
    const BakeFolder folder;
    const std::string source = folder.file(
        "hut.geojson", R"({"type":"Feature","id":1,"properties":{},"geometry":{"type":"Polygon",)"
                       R"("coordinates":[[[74,41],[74.00001,41],[74.00001,41.00001],[74,41]]]}})");
    bake::bake(map_of({layer_of("hut", source)}, 0), {.output = folder.path("hut.pmtiles")});
    const auto drawn = drawn_in(folder.path("hut.pmtiles"));
    REQUIRE(drawn.size() == 1);
    REQUIRE(drawn[0].points.size() == 4);
    const auto [low, high] = std::ranges::minmax(drawn[0].points);
    CHECK(high.first - low.first == 1);
    CHECK(high.second - low.second == 1);
}

TEST_CASE("attributes are kept, left out, given a type, and made the id as asked", "[bake]") {
    const BakeFolder folder;
    const std::string source = folder.file(
        "towns.csv", "name,lat,lon,people,code\nOsh,40.5,72.8,281900,17\nNaryn,41.4,76,x,18\n");
    plan::Layer layer = layer_of("towns", source);
    const auto baked = [&](const std::string& name) {
        bake::bake(map_of({layer}, 0), {.output = folder.path(name)});
        std::set<std::string> all;
        for (const DrawnFeature& feature : drawn_in(folder.path(name))) {
            all.insert(fmt::format("{} {}", feature.id, feature.attributes));
        }
        return all;
    };
    layer.id = "code";
    layer.exclude = {"code"};
    layer.types = {{"people", plan::FieldType::integer}};
    // What is no number stays what it is.
    CHECK(baked("a.pmtiles") == std::set<std::string>{R"(17 name="Osh";people=281900;)",
                                                      R"(18 name="Naryn";people="x";)"});
    layer.exclude = {};
    layer.attributes = {"code"};
    layer.types = {{"code", plan::FieldType::text}};
    CHECK(baked("b.pmtiles") == std::set<std::string>{R"(17 code="17";)", R"(18 code="18";)"});
    layer.types = {{"code", plan::FieldType::real}};
    layer.id = {};
    // Asked for, a whole number is a float in the tile, too.
    CHECK(baked("c.pmtiles") == std::set<std::string>{"0 code=17.0;", "0 code=18.0;"});
}

TEST_CASE("a bake that fails leaves what was there, and nothing else", "[bake]") {
    const BakeFolder folder;
    const std::string source = folder.file("towns.csv", "name,lat,lon\nOsh,40.5,72.8\nX,91,72\n");
    const plan::Map map = map_of({layer_of("towns", source)}, 3);
    for (const char* name : {"a.pmtiles", "a.mbtiles", "a/"}) {
        CHECK_THROWS_AS(bake::bake(map, {.output = folder.path(name), .strict = true}), Error);
    }
    folder.file("b.pmtiles", "what was there");
    CHECK_THROWS_AS(
        bake::bake(map, {.output = folder.path("b.pmtiles"), .force = true, .strict = true}),
        Error);
    CHECK(bytes_of(folder.path("b.pmtiles")) == "what was there");
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator{folder.path("")}) {
        names.insert(entry.path().filename().string());
    }
    CHECK(names == std::set<std::string>{"b.pmtiles", "towns.csv"});
}

TEST_CASE("a name that is not UTF-8 is refused before any work", "[bake]") {
    const BakeFolder folder;
    const auto bake_it = [&](const std::string& name, const std::string& layer) {
        plan::Map map = map_of({layer_of(layer, folder.path("missing.csv"))}, 3);
        map.name = name;
        bake::bake(map, {.output = folder.path("a.pmtiles")});
    };
    CHECK_THROWS_WITH(bake_it("\xff", "towns"), "the name of the tile set is not UTF-8");
    CHECK_THROWS_WITH(bake_it("Ош", "\xd0"), "the name of a layer is not UTF-8");
    CHECK_THROWS_WITH(bake_it("Ош", "города"), Catch::Contains("missing.csv"));
}
