// SPDX-License-Identifier: MIT
//
// What a tile set's metadata says of its routes: weights with all their digits, and classes.
#include "engine/archive/archive.hpp"
#include "engine/bake/bake.hpp"
#include "engine/route/flows/class_breaks.hpp"
#include "tests/unit/bake/baking.hpp"

#include <catch2/catch.hpp>

using namespace tamga;
using namespace tamga::tests;
using route::whole_weight;

TEST_CASE("broken weights have all their digits in the metadata", "[bake][route]") {
    const BakeFolder folder;
    plan::Layer layer = layer_of("flows",
                                 folder.file("f.csv",
                                             "a,b,n\n\"10,10\",\"20,30\",0.1\n"
                                             "\"10,10\",\"-20,30\",0.200001\n"),
                                 plan::Kind::routes);
    layer.route = {.origin = {"a"}, .destination = {"b"}, .weight = "n"};
    const std::string output = folder.path("flows.pmtiles");
    plan::Map map;
    map.max_zoom = 0;
    map.layers = {layer};
    bake::bake(map, {.output = output});
    const std::string text = archive::open(output)->description().json;
    CHECK(text.find("\"total\":0.300001") != std::string::npos);
}

TEST_CASE("large broken weights have all their digits in the metadata", "[bake][route]") {
    const BakeFolder folder;
    std::string csv = "a,b,n\n";
    for (int i = 0; i < 901; ++i) {
        csv += "\"10,10\",\"20,30\",999999999.123457\n";
    }
    plan::Layer layer = layer_of("flows", folder.file("f.csv", csv), plan::Kind::routes);
    layer.route = {.origin = {"a"}, .destination = {"b"}, .weight = "n"};
    layer.drawing.breaks = {0.5, 1e12};
    plan::Map map;
    map.max_zoom = 0;
    map.layers = {layer};
    for (const std::string output : {"flows.pmtiles", "flows.mbtiles", "flows/"}) {
        bake::bake(map, {.output = folder.path(output)});
        const std::string text = archive::open(folder.path(output))->description().json;
        // 901 times that, which has more digits than a double.
        CHECK_THAT(text, Catch::Contains("\"drawn\":900999999210.234757"));
        CHECK_THAT(text, Catch::Contains("\"total\":900999999210.234757"));
        CHECK_THAT(text, Catch::Contains("\"breaks\":{\"flows\":[0.5,1000000000000]}"));
    }
}

TEST_CASE("class breaks are round numbers at which weights thin out", "[bake][route]") {
    std::vector<route::Weight> weights;
    for (int i = 1; i <= 1000; ++i) {
        weights.push_back(whole_weight(i));
    }
    // Half of 1..1000 is below 500, four fifths below 800, 95 % below 950.
    CHECK(route::class_breaks(weights) == std::vector{whole_weight(500)});
    CHECK(route::class_breaks(
              {whole_weight(1), whole_weight(3), whole_weight(70), whole_weight(900)}) ==
          std::vector{whole_weight(2), whole_weight(50)});
    CHECK(route::class_breaks({route::Weight{}}).empty());
}
