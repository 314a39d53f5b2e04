// SPDX-License-Identifier: MIT
//
// Attributes on their way from a source to the tiles: types, ids, joins, and names that are wrong.
#include "engine/base/error.hpp"
#include "tests/unit/bake/one_layer.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <map>

using namespace tamga;
using namespace tamga::tests;

TEST_CASE("where and types see what was joined, and unmatched rows are told on both sides",
          "[bake]") {
    const BakeFolder folder;
    plan::Layer layer = towns_in(folder);
    layer.joins = {{folder.file("countries.csv",
                                "code,country,people,income\n"
                                "KGZ,Kyrgyzstan,,1500\nKAZ,Kazakhstan,20,many\nUZB,Uzbekistan,,\n"),
                    "iso", "code"}};
    layer.types = {{"income", plan::FieldType::text}};
    layer.where.emplace("country is not null and income like '%'");
    const Baked baked{layer};
    CHECK(baked.names() ==
          std::set<std::string>{"\"Osh\"", "\"Bishkek\"", "\"Naryn\"", "\"Almaty\""});
    for (const DrawnFeature& feature : baked.features) {
        const bool almaty = feature.attribute("name") == "\"Almaty\"";
        CHECK(feature.attribute("income") == (almaty ? "\"many\"" : "\"1500\""));
        CHECK(feature.attributes.find("code=") == std::string::npos);
        if (almaty) {
            CHECK(feature.attribute("people") == "20");  // The row's takes the place.
        }
    }
    const auto& messages = baked.report.layers[0].messages;
    CHECK(says(messages, "countries.csv: no row for 1 feature (the first: 'iso' = 'TJK')"));
    CHECK(says(messages, "countries.csv: no feature for 1 row (the first: 'code' = 'UZB')"));
}

TEST_CASE("keys of a join are the same as numbers and as texts, and each has one row", "[bake]") {
    const BakeFolder folder;
    plan::Layer layer = layer_of(
        "p", folder.file("p.geojson", point_geojson(1, 70, 40, R"({"k":12,"name":"a"})") +
                                          point_geojson(2, 71, 40, R"({"k":"12","name":"b"})") +
                                          point_geojson(3, 72, 40, R"({"k":12.0,"name":"c"})") +
                                          point_geojson(4, 73, 40, R"({"k":"012","name":"d"})")));
    layer.joins = {{folder.file("t.csv", "k,v\n12,1\n012,2\n"), "k", "k"}};
    std::map<std::uint64_t, std::string> values;
    for (const DrawnFeature& feature : Baked{layer}.features) {
        values[feature.id] = feature.attribute("v");
    }
    CHECK(values == std::map<std::uint64_t, std::string>{{1, "1"}, {2, "1"}, {3, "1"}, {4, "2"}});
    layer.joins = {{folder.file("u.csv", "k,v\n12,1\n13,1\n12,2\n"), "k", "k"}};
    CHECK_THROWS_WITH(Baked{layer}, Catch::Contains("u.csv:4: 'k' = '12' is on line 2 already"));
    layer.joins = {{folder.path("u.csv"), "k", "kk"}};
    CHECK_THROWS_WITH(Baked{layer}, Catch::Contains("has no column 'kk' to join by; did you mean"));
}

TEST_CASE("values of every type a tile has come through", "[bake]") {
    const BakeFolder folder;
    const std::string properties =
        R"({"s":"Ош","t":true,"f":false,"i":42,"n":-9223372036854775808,"u":18446744073709551615,)"
        R"("r":0.5,"d":0.1,"e":1e300,"o":{"a":[1,2]},"l":[1,"x"],"z":null})";
    const Baked baked{layer_of(
        "p", folder.file("p.geojson", point_geojson(18446744073709551615U, 70, 40, properties)))};
    REQUIRE(baked.features.size() == 1);
    const DrawnFeature& feature = baked.features[0];
    CHECK(feature.id == 18446744073709551615U);
    const std::map<std::string, std::string> expected{{"s", "\"Ош\""},
                                                      {"t", "true"},
                                                      {"f", "false"},
                                                      {"i", "42"},
                                                      {"n", "-9223372036854775808"},
                                                      {"u", "18446744073709551615"},
                                                      {"r", "0.5"},
                                                      {"d", "0.1"},
                                                      {"e", "1e+300"},
                                                      {"o", R"("{\"a\":[1,2]}")"},
                                                      {"l", R"("[1,\"x\"]")"}};
    for (const auto& [name, value] : expected) {
        CHECK(feature.attribute(name) == value);
    }
    CHECK(feature.attributes.find("z=") == std::string::npos);
}

TEST_CASE("a type is given where it fits, and the rest is told with its line", "[bake]") {
    const BakeFolder folder;
    const std::string source = folder.file("v.csv",
                                           "lat,lon,name,v\n40,70,a,3.7\n40,71,b,many\n"
                                           "40,72,c,18446744073709551615\n40,73,d,-0.5\n"
                                           "40,74,e,some\n40,75,f,True\n");
    plan::Layer layer = layer_of("v", source);
    const auto values = [&](plan::FieldType type) {
        layer.types = {{"v", type}};
        const Baked baked{layer};
        std::map<std::string, std::string> by_name;
        for (const DrawnFeature& feature : baked.features) {
            by_name[feature.attribute("name")] = feature.attribute("v");
        }
        std::string all;
        for (const auto& [name, value] : by_name) {
            all += value + " ";
        }
        return all + (baked.report.layers[0].messages.empty()
                          ? ""
                          : baked.report.layers[0].messages[0].substr(source.size()));
    };
    CHECK(values(plan::FieldType::integer) ==
          "4 \"many\" 18446744073709551615 -1 \"some\" \"True\" "
          ":3: \"many\" in 'v' is not an int; it and 2 more stay as they are");
    CHECK(values(plan::FieldType::real) ==
          "3.7 \"many\" 1.8446744073709552e+19 -0.5 \"some\" \"True\" "
          ":3: \"many\" in 'v' is not a float; it and 2 more stay as they are");
    CHECK(values(plan::FieldType::boolean) ==
          "true \"many\" true true \"some\" true "
          ":3: \"many\" in 'v' is not a bool; it and 1 more stay as they are");
    CHECK(values(plan::FieldType::text) ==
          "\"3.7\" \"many\" \"18446744073709551615\" \"-0.5\" \"some\" \"True\" ");
    plan::Map map;
    layer.types = {{"v", plan::FieldType::integer}};
    map.layers = {layer};
    CHECK_THROWS_WITH(bake::bake(map, {.output = folder.path("s.pmtiles"), .strict = true}),
                      Catch::Contains(":3: \"many\" in 'v' is not an int"));
}

TEST_CASE("an id is a whole number from 0 up, or none", "[bake]") {
    const BakeFolder folder;
    const std::string source =
        folder.file("v.csv",
                    "lat,lon,v\n40,70,0\n40,71,18446744073709551615\n40,72,-1\n"
                    "40,73,1.5\n40,74,x\n40,75,7.0\n");
    plan::Layer layer = layer_of("v", source);
    layer.id = "v";
    const Baked baked{layer};
    std::multiset<std::uint64_t> ids;
    for (const DrawnFeature& feature : baked.features) {
        ids.insert(feature.id);  // 0 also where there is none.
    }
    CHECK(ids == std::multiset<std::uint64_t>{0, 0, 0, 0, 7, 18446744073709551615U});
    CHECK(baked.report.layers[0].messages ==
          std::vector<std::string>{source + ":4: -1 in 'v' is not an id, a whole number from 0 "
                                            "up; it and 2 more are passed over"});
}

TEST_CASE("a name that no feature has is refused with the nearest one", "[bake]") {
    const BakeFolder folder;
    const plan::Layer plain = towns_in(folder);
    const auto refusal = [&](const auto& change) {
        plan::Layer layer = plain;
        change(layer);
        try {
            Baked{layer};
        } catch (const Error& error) {
            CHECK(error.fault() == Fault::input);
            return std::string{error.what()};
        }
        return std::string{"none"};
    };
    const std::string start = "layer 'towns': no feature has an attribute ";
    const std::string there = "; the features have 'capital', 'iso', 'name', 'people'";
    const std::string end = "; did you mean 'people'?" + there;
    CHECK(refusal([](auto& l) {
              l.attributes = {"name", "peple"};
          }) == start + "'peple' to include" + end);
    CHECK(refusal([](auto& l) { l.exclude = {"peple"}; }) == start + "'peple' to exclude" + end);
    CHECK(refusal([](auto& l) {
              l.types = {{"peple", plan::FieldType::text}};
          }) == start + "'peple' to give a type" + end);
    CHECK(refusal([](auto& l) { l.id = "peple"; }) == start + "'peple' to take the id from" + end);
    CHECK(refusal([](auto& l) { l.order_by = "peple"; }) == start + "'peple' to order by" + end);
    CHECK(refusal([](auto& l) {
              l.attributes_at = {{"peple", {}}};
          }) == start + "'peple' to write at some zooms" + end);
    CHECK(refusal([](auto& l) { l.where.emplace("name = 'a' or peple > 5"); }) ==
          start + "'peple' that where asks for in column 15" + end);
    CHECK(refusal([](auto& l) { l.where.emplace("name = \"Bishkek\""); }) ==
          start +
              "'Bishkek' that where asks for in column 8; a text stands in single quotes: "
              "'Bishkek'" +
              there);
    CHECK(refusal([](auto& l) { l.exclude = {"capital"}; }) == "none");
}

TEST_CASE("one of several layers must have what all are asked for", "[bake]") {
    const BakeFolder folder;
    plan::Layer first = towns_in(folder);
    first.attributes = {"name", "height"};
    plan::Layer second =
        layer_of("peaks", folder.file("peaks.csv", "lat,lon,height\n42,74,4895\n"));
    second.attributes = {"name", "height"};
    plan::Map map;
    map.max_zoom = 0;
    map.layers = {first, second};
    CHECK_NOTHROW(bake::bake(map, {.output = folder.path("a.pmtiles")}));
    map.layers[1].attributes = {"name"};
    CHECK_THROWS_WITH(bake::bake(map, {.output = folder.path("b.pmtiles")}),
                      Catch::Contains("layer 'towns': no feature has an attribute 'height'"));
}
