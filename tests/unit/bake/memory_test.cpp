// SPDX-License-Identifier: MIT
//
// What a program has in memory is baked as a file of the same features is.
#include <catch2/catch.hpp>

#include "engine/base/error.hpp"
#include "engine/model/features.hpp"
#include "tests/unit/bake/baking.hpp"

#include <limits>
#include <memory>

using namespace tamga;
using namespace tamga::tests;

namespace {

/// Two towns and a square.
std::shared_ptr<const model::Features> batch() {
    auto features = std::make_shared<model::Features>();
    const auto town = [&](const char* name, geo::LonLat position) {
        features->position(position);
        features->end_part();
        features->attribute("name", features->keep(name));
        features->commit({.shape = model::Shape::points});
    };
    town("Naryn", {.lon = 76, .lat = 41.43});
    town("Osh", {.lon = 72.8, .lat = 40.53});
    for (const geo::LonLat corner : {geo::LonLat{.lon = 70, .lat = 40},
                                     {.lon = 75, .lat = 40},
                                     {.lon = 75, .lat = 42},
                                     {.lon = 70, .lat = 42}}) {
        features->position(corner);
    }
    features->end_part();
    features->attribute("name", features->keep("a square"));
    features->commit({.shape = model::Shape::polygons});
    return features;
}

plan::Map map_of(plan::Layer layer) {
    plan::Map map;
    map.max_zoom = 6;
    map.layers = {std::move(layer)};
    return map;
}

std::string baked(plan::Layer layer, const std::string& path) {
    bake::Options options;
    options.output = path;
    bake::bake(map_of(std::move(layer)), options);
    return bytes_of(path);
}

}  // namespace

TEST_CASE("features in memory are baked as those of a file are", "[bake]") {
    const BakeFolder folder;
    const std::string file =
        folder.file("places.geojson", R"({"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"name": "Naryn"}, "geometry": {"type": "Point", "coordinates": [76, 41.43]}},
{"type": "Feature", "properties": {"name": "Osh"}, "geometry": {"type": "Point", "coordinates": [72.8, 40.53]}},
{"type": "Feature", "properties": {"name": "a square"}, "geometry": {"type": "Polygon",
 "coordinates": [[[70, 40], [75, 40], [75, 42], [70, 42], [70, 40]]]}}]})");
    plan::Layer in_memory;
    in_memory.name = "places";
    in_memory.features = {batch()};
    CHECK(baked(in_memory, folder.path("memory.pmtiles")) ==
          baked(layer_of("places", file), folder.path("file.pmtiles")));
}

TEST_CASE("what is wrong with features in memory is said", "[bake]") {
    const BakeFolder folder;
    plan::Layer layer;
    layer.name = "places";
    CHECK_THROWS_WITH(baked(layer, folder.path("a.pmtiles")),
                      "layer 'places' needs a source, or features in memory");
    auto far = std::make_shared<model::Features>();
    far->position({.lon = 10, .lat = std::numeric_limits<double>::quiet_NaN()});
    far->end_part();
    far->commit({.shape = model::Shape::points});
    layer.features = {far};
    CHECK_THROWS_WITH(baked(layer, folder.path("b.pmtiles")),
                      "layer 'places': feature 1 of a batch in memory has a position at longitude "
                      "10, latitude nan; latitudes are in -90..90");
    layer.features = {batch()};
    layer.kind = plan::Kind::routes;
    CHECK_THROWS_WITH(baked(layer, folder.path("c.pmtiles")),
                      "layer 'places': journeys and stories are read from files, not from memory");
}
