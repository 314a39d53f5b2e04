// SPDX-License-Identifier: MIT
//
// Which features are drawn, in which order, at which zooms and in which layers.
#include "tests/source_folder.hpp"
#include "tests/unit/bake/one_layer.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <map>

using namespace tamga;
using namespace tamga::tests;

TEST_CASE("where leaves out features, and the report counts them", "[bake]") {
    const BakeFolder folder;
    plan::Layer layer = towns_in(folder);
    layer.where.emplace("people > 100000 and iso != 'KAZ'");
    const Baked baked{layer};
    CHECK(baked.names() == std::set<std::string>{"\"Osh\"", "\"Bishkek\""});
    const auto& zoom = baked.report.layers[0].zooms[0];
    CHECK(zoom.dropped.at("left out by where") == 3);
    CHECK(accounted(zoom) == baked.report.layers[0].read);
}

TEST_CASE("where may ask for the zoom, the id and the type", "[bake]") {
    const BakeFolder folder;
    plan::Layer layer = towns_in(folder);
    layer.id = "people";
    layer.where.emplace("people * ($zoom + 1) > 1000000 and $id > 5 and $type = 'Point'");
    const Baked baked{layer, 4};
    CHECK(baked.names(0) == std::set<std::string>{"\"Bishkek\"", "\"Almaty\""});
    CHECK(baked.names(3) == std::set<std::string>{"\"Bishkek\"", "\"Almaty\"", "\"Osh\""});
    for (const auto& zoom : baked.report.layers[0].zooms) {
        CHECK(zoom.dropped.at("left out by where") == (zoom.zoom < 3 ? 3 : 2));
        CHECK(accounted(zoom) == 5);
    }
}

TEST_CASE("the points that count most come first in a tile, for labels", "[bake]") {
    const BakeFolder folder;
    plan::Layer layer = towns_in(folder);
    layer.keep = plan::Keep::heaviest;
    layer.keep_by = "people";
    const auto names = Baked{layer}.values("name");
    REQUIRE(names.size() == 5);
    // The first; the next two and the last two as they lie.
    CHECK(names[0] == "\"Almaty\"");
    CHECK(std::set{names[1], names[2]} == std::set<std::string>{"\"Bishkek\"", "\"Osh\""});
    layer.order_by = "name";
    CHECK(Baked{layer}.values("name")[4] == "\"Osh\"");
}

TEST_CASE("features are drawn in the order of an attribute, whatever is dropped", "[bake]") {
    const BakeFolder folder;
    plan::Layer layer = towns_in(folder);
    layer.order_by = "people";
    using Names = std::vector<std::string>;
    CHECK(Baked{layer}.values("name") ==
          Names{"\"Naryn\"", "\"Khorog\"", "\"Osh\"", "\"Bishkek\"", "\"Almaty\""});
    layer.order_descending = true;
    CHECK(Baked{layer}.values("name") ==
          Names{"\"Naryn\"", "\"Almaty\"", "\"Bishkek\"", "\"Osh\"", "\"Khorog\""});
    layer.order_by = "name";
    layer.order_descending = false;
    CHECK(Baked{layer}.values("name") ==
          Names{"\"Almaty\"", "\"Bishkek\"", "\"Khorog\"", "\"Naryn\"", "\"Osh\""});
    plan::Layer mixed = layer_of("mixed", folder.file("mixed.geojson", mixed_geojson(90)));
    mixed.order_by = "n";  // Lines have it, points and polygons do not.
    const auto features = Baked{mixed, 1}.features;
    std::map<std::string, int> last;
    for (const DrawnFeature& feature : features) {
        const bool has = feature.attributes.starts_with("n=");
        const int here = has ? std::stoi(feature.attribute("n")) : 0;
        CHECK(last[feature.tile] <= here);
        last[feature.tile] = here;
    }
}

TEST_CASE("attributes are written at the zooms they are for", "[bake]") {
    const BakeFolder folder;
    plan::Layer layer = towns_in(folder);
    layer.attributes_at = {{"people", {2, 3}}, {"iso", {1, 24}}};
    for (const DrawnFeature& feature : Baked{layer, 4}.features) {
        const auto has = [&](const char* name) {
            return feature.attributes.find(std::string{name} + "=") != std::string::npos;
        };
        CAPTURE(feature.tile, feature.attributes);
        CHECK(has("name"));
        CHECK(has("iso") == (feature.zoom >= 1));
        if (feature.attribute("name") != "\"Naryn\"") {
            CHECK(has("people") == (feature.zoom == 2 || feature.zoom == 3));
        }
    }
}

TEST_CASE("zooms of a feature come from columns, too", "[bake]") {
    const BakeFolder folder;
    plan::Layer layer =
        layer_of("p", folder.file("p.csv",
                                  "lat,lon,name,first,last\n40,70,a,1,2\n40,71,b,,1\n40,72,c,2,\n"
                                  "40,73,d,deep,\n"));
    layer.min_zoom_by = "first";
    layer.max_zoom_by = "last";
    const Baked baked{layer, 3};
    using Names = std::set<std::string>;
    CHECK(baked.names(0) == Names{"\"b\"", "\"d\""});
    CHECK(baked.names(1) == Names{"\"a\"", "\"b\"", "\"d\""});
    CHECK(baked.names(2) == Names{"\"a\"", "\"c\"", "\"d\""});
    CHECK(baked.names(3) == Names{"\"c\"", "\"d\""});
    CHECK(says(baked.report.layers[0].messages,
               "p.csv:5: \"deep\" in 'first' is not a zoom in 0..30; it is passed over"));
}

TEST_CASE("features go into the layers they name", "[bake]") {
    const BakeFolder folder;
    const auto feature = [](int id, const char* directions) {
        return fmt::format(R"({{"type":"Feature","id":{},"properties":{{"n":{}}},{})"
                           R"("geometry":{{"type":"Point","coordinates":[7{},40]}}}})"
                           "\n",
                           id, id, directions, id);
    };
    const auto layers_of = [](const Baked& baked) {
        std::map<std::string, std::set<std::uint64_t>> ids;
        for (const DrawnFeature& drawn : baked.features) {
            ids[drawn.layer].insert(drawn.id);
        }
        return ids;
    };
    using Ids = std::set<std::uint64_t>;
    plan::Layer layer = layer_of(
        "own",
        folder.file("own.geojson", feature(1, R"("tippecanoe":{"layer":"a"},)") + feature(2, "") +
                                       feature(3, R"("tippecanoe":{"layer":"own"},)") +
                                       feature(4, R"("tippecanoe":{"layer":"a"},)")));
    const Baked baked{layer};
    CHECK(layers_of(baked) == std::map<std::string, Ids>{{"a", Ids{1, 4}}, {"own", Ids{2, 3}}});
    REQUIRE(baked.report.layers.size() == 2);
    CHECK(baked.report.layers[0].name == "own");
    CHECK(baked.report.layers[0].read == 2);
    CHECK(baked.report.layers[1].read == 2);
    plan::Layer by = towns_in(folder);
    by.layer_by = "iso";
    const Baked split{by};
    CHECK(split.report.layers.size() == 3);  // None is left for "towns".
    CHECK(layers_of(split).size() == 3);
    plan::Map map;
    plan::Layer taken = layer;
    taken.name = "KGZ";
    map.layers = {by, taken};
    CHECK_THROWS_WITH(bake::bake(map, {.output = folder.path("b.pmtiles")}),
                      Catch::Contains("there are two layers 'KGZ'"));
}

TEST_CASE("an identifier is no layer: a thousand layers are enough for one source", "[bake]") {
    const BakeFolder folder;
    std::string rows = "lat,lon,code\n";
    for (int i = 0; i < 1001; ++i) {
        rows += fmt::format("1,2,c{}\n", i);
    }
    plan::Layer layer = layer_of("points", folder.file("codes.csv", rows));
    layer.layer_by = "code";
    CHECK_THROWS_WITH(Baked{layer},
                      Catch::Contains("layer 'points': its features name over 1000 layers"));
}

TEST_CASE("rows of routes can be left out, and the weights still add up", "[bake]") {
    plan::Layer layer =
        layer_of("flows", tamga::in_source("fixtures/journeys/small.csv"), plan::Kind::routes);
    layer.route = {.origin = {"from_lon", "from_lat"},
                   .destination = {"to_lon", "to_lat"},
                   .weight = "people"};
    layer.where.emplace("year = 2020");
    const Baked baked{layer};
    const auto& report = baked.report.layers[0];
    CHECK(report.read == 10);
    CHECK(report.zooms[0].dropped.at("left out by where") > 0);
    CHECK(accounted(report.zooms[0]) == 10);
    layer.where.emplace("$zoom > 2");
    CHECK_THROWS_WITH(Baked{layer}, Catch::Contains("it cannot ask for $zoom"));
}
