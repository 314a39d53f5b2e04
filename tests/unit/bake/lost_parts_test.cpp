// SPDX-License-Identifier: MIT
//
// Rings and lines that are none: what else a feature has is drawn, and the report names them.
#include "engine/base/error.hpp"
#include "tests/unit/bake/baking.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace tamga;
using namespace tamga::tests;

namespace {

std::string polygons(const std::string& name, const std::string& coordinates) {
    return fmt::format(R"({{"type":"Feature","properties":{{"name":"{}"}},"geometry":)"
                       R"({{"type":"MultiPolygon","coordinates":[{}]}}}})"
                       "\n",
                       name, coordinates);
}

const std::string square = "[[[0,0],[9,0],[9,9],[0,9],[0,0]]]";
const std::string place = "[[[130.5,42.25],[130.5,42.25],[130.5,42.25],[130.5,42.25]]]";

struct Baked {
    bake::LayerReport layer;
    nlohmann::json json;
    std::vector<DrawnFeature> features;
};

Baked baked(const std::string& geojson) {
    const BakeFolder folder;
    plan::Map map;
    map.max_zoom = 0;
    map.layers = {layer_of("areas", folder.file("areas.geojson", geojson))};
    const bake::Report report = bake::bake(map, {.output = folder.path("a.pmtiles")});
    return {report.layers.at(0), nlohmann::json::parse(to_json(report))["layers"][0],
            drawn_in(folder.path("a.pmtiles"))};
}

void check_account(const bake::LayerReport& layer) {
    for (const bake::LayerZoomCount& zoom : layer.zooms) {
        std::uint64_t dropped = 0;
        for (const auto& [reason, count] : zoom.dropped) {
            dropped += count;
        }
        CHECK(layer.read - layer.bad == zoom.drawn + zoom.merged + dropped);
    }
}

}  // namespace

TEST_CASE("a ring that is none is left out by name, and the rest of its feature drawn", "[bake]") {
    const Baked result = baked(polygons("Italy", square + "," + place) +
                               polygons("Vatican", place) + polygons("Malta", square));
    CHECK(result.layer.read == 3);
    CHECK(result.layer.bad == 1);
    CHECK(result.layer.lost_parts == 1);
    CHECK(result.layer.zooms.at(0).drawn == 2);
    check_account(result.layer);
    REQUIRE(result.features.size() == 2);
    CHECK(result.features[0].attribute("name") == "\"Italy\"");
    REQUIRE(result.layer.messages.size() == 2);
    CHECK(result.layer.messages[0].ends_with(
        "areas.geojson:2: a ring has only 1 distinct position; it needs at least 3 ('Vatican')"));
    CHECK(result.layer.messages[1].ends_with(
        "areas.geojson:1: a part of 'Italy' at 130.5,42.25 is left out: a ring has only 1 "
        "distinct position; it needs at least 3"));
    const auto& lost = result.json["lost_parts"];
    CHECK(lost["count"] == 1);
    REQUIRE(lost["first"].size() == 1);
    CHECK(lost["first"][0]["file"].get<std::string>().ends_with("/areas.geojson"));
    CHECK(lost["first"][0]["record"] == 1);
    CHECK(lost["first"][0]["name"] == "Italy");
    CHECK(lost["first"][0]["lon"] == 130.5);
    CHECK(lost["first"][0]["lat"] == 42.25);
    CHECK(lost["first"][0]["reason"] == "a ring has only 1 distinct position; it needs at least 3");
}

TEST_CASE("many parts left out are counted, ten are told, and the report has all", "[bake]") {
    std::string coordinates = square;
    for (int i = 0; i < 25; ++i) {
        coordinates += "," + place;
    }
    const Baked result = baked(polygons("Maldives", coordinates));
    CHECK(result.layer.lost_parts == 25);
    CHECK(result.json["lost_parts"]["first"].size() == 25);
    REQUIRE(result.layer.messages.size() == 11);
    CHECK(result.layer.messages.back().ends_with("areas.geojson: and 15 more parts are left out"));
    check_account(result.layer);
}

TEST_CASE("a flat ring is left out by name, unless it is all there is of a feature", "[bake]") {
    const std::string flat = "[[[5,20],[5,21],[5,23],[5,20]]]";
    const Baked result =
        baked(polygons("Both", square + "," + flat) + polygons("Flat", flat + "," + flat));
    CHECK(result.layer.bad == 0);
    CHECK(result.layer.zooms.at(0).drawn == 2);
    check_account(result.layer);
    CHECK(result.layer.lost_parts == 1);
    REQUIRE(result.layer.messages.size() == 1);
    CHECK(result.layer.messages[0].ends_with(
        "areas.geojson:1: a part of 'Both' at 5,20 is left out: a ring encloses nothing"));
}

TEST_CASE("a part left out is an error where bad records are", "[bake]") {
    const BakeFolder folder;
    plan::Map map;
    map.layers = {
        layer_of("areas", folder.file("areas.geojson", polygons("Italy", square + "," + place)))};
    CHECK_THROWS_AS(bake::bake(map, {.output = folder.path("a.pmtiles"), .strict = true}), Error);
}
