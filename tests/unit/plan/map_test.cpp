// SPDX-License-Identifier: MIT
#include "engine/plan/map.hpp"

#include "engine/base/error.hpp"
#include "tests/unit/bake/baking.hpp"

#include <catch2/catch.hpp>

using namespace tamga;
using namespace tamga::tests;

namespace {

/// The one layer of a map with these lines in it, which begin on line 4.
plan::Layer layer_with(const std::string& lines) {
    const BakeFolder folder;
    return plan::read_map(
               folder.file("map.toml", "[[layer]]\nname = \"a\"\nsource = \"a.csv\"\n" + lines))
        .layers.at(0);
}

std::string mistake(const std::string& lines) {
    try {
        layer_with(lines);
    } catch (const Error& error) {
        CHECK(error.fault() == Fault::input);
        const std::string text = error.what();
        return text.substr(text.find("map.toml:") + 9);
    }
    return "none";
}

}  // namespace

TEST_CASE("a layer's keys say what becomes of its features", "[style]") {
    const plan::Layer layer = layer_with(R"(
where = "people > 5 and $zoom > 2"
join = [{ file = "b.csv", key = "iso", column = "ISO3" }, { file = "/c.csv", key = "iso" }]
attributes_at = { name = 5, people = [3, 8] }
order_by = "people"
min_zoom_by = "first"
max_zoom_by = "last"
layer_by = "kind"
merge_lines = true
label_points = true
min_size = 2.5
types = { people = "float" }
)");
    REQUIRE(layer.where);
    CHECK(layer.where->text() == "people > 5 and $zoom > 2");
    REQUIRE(layer.joins.size() == 2);
    CHECK(layer.joins[0].path.ends_with("/b.csv"));
    CHECK(layer.joins[0].path.size() > 6);  // Beside the map.
    CHECK(layer.joins[0].key == "iso");
    CHECK(layer.joins[0].column == "ISO3");
    CHECK(layer.joins[1].path == "/c.csv");
    CHECK(layer.joins[1].column == "iso");
    CHECK(layer.attributes_at.at("name").first == 5);
    CHECK(layer.attributes_at.at("name").last == 24);
    CHECK(layer.attributes_at.at("people").first == 3);
    CHECK(layer.attributes_at.at("people").last == 8);
    CHECK(layer.order_by == "people");
    CHECK_FALSE(layer.order_descending);
    CHECK(layer.min_zoom_by == "first");
    CHECK(layer.max_zoom_by == "last");
    CHECK(layer.layer_by == "kind");
    CHECK(layer.merge_lines);
    CHECK(layer.label_points);
    CHECK(layer.min_size_px == 2.5);
    CHECK(layer_with("join = { file = \"b.csv\", key = \"iso\" }").joins.size() == 1);
    CHECK(layer_with("order_descending_by = \"people\"").order_descending);
}

TEST_CASE("a layer of journeys says what its weights and the names of its places are", "[style]") {
    const plan::Layer layer =
        layer_with("kind = \"routes\"\nmeasure = \"stock\"\nplaces = \"codes:unhcr\"");
    CHECK(layer.route.measure == route::Measure::stock);
    CHECK(layer.route.places == "codes:unhcr");
    CHECK_FALSE(layer_with("kind = \"routes\"").route.measure);
    CHECK_THAT(
        mistake("kind = \"routes\"\nmeasure = \"stocks\""),
        Catch::Contains("5: 'stocks' is no measure") && Catch::Contains("did you mean 'stock'"));
    CHECK_THAT(mistake("measure = \"stock\""), Catch::Contains("measure"));
}

TEST_CASE("breaks are numbers that grow", "[style]") {
    CHECK(layer_with("kind = \"routes\"\nbreaks = [0.5, 1000, 100000]").drawing.breaks ==
          std::vector{0.5, 1000.0, 100000.0});
    CHECK(plan::breaks_named("10,20.5") == std::vector{10.0, 20.5});
    CHECK(mistake("breaks = 5") == "4: breaks must be a list of numbers, as in [1000, 10000]");
    CHECK(mistake("breaks = [1000, 10]") ==
          "4: breaks grow from above 0: 10 does not come after 1000");
    CHECK(mistake("breaks = [0]") == "4: breaks grow from above 0: 0 does not come after 0");
    CHECK_THROWS_WITH(plan::breaks_named("10,twenty"),
                      "'10,twenty' are no breaks; they are numbers, as in 1000,10000");
    CHECK_THROWS_WITH(plan::breaks_named("10,"),
                      "'10,' are no breaks; they are numbers, as in 1000,10000");
}

TEST_CASE("a mistake in a layer is named with its line", "[style]") {
    CHECK(mistake("\nwhere = \"people >\"") ==
          "5: where: column 9: expected a value, found the end");
    CHECK(mistake("where = 5") == "4: where must be a text in quotes");
    CHECK(mistake("attributes_at = \"name\"") ==
          "4: attributes_at must be a table, as in { name = 5, people = [3, 8] }");
    CHECK(mistake("attributes_at = { name = 25 }") ==
          "4: attributes_at.name = 25 is not a zoom in 0..24");
    CHECK(mistake("attributes_at = { name = [8, 3] }") ==
          "4: attributes_at.name [8, 3] is not a range within 0..24");
    CHECK(mistake("attributes_at = { name = true }") ==
          "4: attributes_at.name must be the first zoom, or both as in [3, 8]");
    CHECK(mistake("join = \"b.csv\"") ==
          "4: join must be a table, as in { file = \"people.csv\", key = \"iso\" }");
    CHECK(mistake("join = { file = \"b.csv\" }") ==
          "4: join needs a file and a key, the attribute that names a row of the file");
    CHECK(mistake("join = { file = \"b.csv\", kee = \"iso\" }") ==
          "4: unknown key 'kee'; did you mean 'key'?");
    CHECK(mistake("order_by = \"a\"\norder_descending_by = \"b\"") ==
          "5: order_by and order_descending_by do not go together");
    CHECK(mistake("merge_lines = 1") == "4: merge_lines must be true or false");
    CHECK(mistake("label_point = true") ==
          "4: unknown key 'label_point'; did you mean 'label_points'?");
    CHECK(mistake("types = 5") == "4: types must be a table, as in { population = \"int\" }");
}

TEST_CASE("a map that is nested without end is a mistake with its line", "[style]") {
    CHECK(mistake("a = " + std::string(100'000, '[')).starts_with("4: "));
    std::string key = "a";
    for (int i = 0; i < 100'000; ++i) {
        key += ".a";
    }
    CHECK(mistake(key + " = 1") == "4: a key of more than 256 parts");
    CHECK(mistake("[" + key + "]") == "4: a key of more than 256 parts");
    std::string tables = "a = ";
    for (int i = 0; i < 100'000; ++i) {
        tables += "{a=";
    }
    CHECK(mistake(tables).starts_with("4: "));
}

TEST_CASE("a layer's encoding is the text's", "[style]") {
    CHECK(layer_with("encoding = \"windows-1251\"").encoding == "windows-1251");
}
