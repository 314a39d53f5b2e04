// SPDX-License-Identifier: MIT
//
// styles/journeys: what the style draws is what the bake says in its metadata.
#include "engine/archive/archive.hpp"
#include "engine/bake/bake.hpp"
#include "tests/source_folder.hpp"
#include "tests/unit/bake/baking.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>

using namespace tamga;
using namespace tamga::tests;
using Json = nlohmann::json;

TEST_CASE("the classes of the journeys' style are those in the metadata", "[bake][route]") {
    const std::string folder = tamga::in_source("styles/journeys/");
    plan::Map map = plan::read_map(folder + "map.toml");
    std::erase_if(map.layers, [](const plan::Layer& layer) { return layer.name != "journeys"; });
    REQUIRE(map.layers.size() == 1);
    map.max_zoom = 0;
    map.layers[0].max_zoom = 0;
    const BakeFolder output;
    bake::bake(map, {.output = output.path("journeys.pmtiles")});
    const Json metadata =
        Json::parse(archive::open(output.path("journeys.pmtiles"))->description().json);
    std::ifstream file{folder + "style.json"};
    const Json style = Json::parse(file);
    CHECK(metadata["tamga"]["breaks"]["journeys"] == style["metadata"]["legend"]["breaks"]);
    // The periods that can be chosen are those that lines have counts of.
    const Json fields = metadata["vector_layers"][0]["fields"];
    for (const Json& period : style["metadata"]["legend"]["period"]) {
        CHECK(fields.contains("count_" + period.get<std::string>()));
    }
}
