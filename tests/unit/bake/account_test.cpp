// SPDX-License-Identifier: MIT
//
// Everything accounted for: what was read is drawn, merged or dropped for a reason, at each zoom.
#include "engine/bake/bake.hpp"
#include "tests/unit/bake/baking.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <map>
#include <numeric>
#include <set>

using namespace tamga;
using namespace tamga::tests;

namespace {

using Ids = std::set<std::uint64_t>;

/// The features in the tiles, by layer and zoom.
std::map<std::pair<std::string, int>, Ids> ids_in(const std::string& tileset) {
    std::map<std::pair<std::string, int>, Ids> ids;
    for (const DrawnFeature& feature : drawn_in(tileset)) {
        ids[{feature.layer, feature.zoom}].insert(feature.id);
    }
    return ids;
}

void check_identity(const bake::Report& report, const std::string& tileset) {
    auto ids = ids_in(tileset);
    for (const bake::LayerReport& layer : report.layers) {
        for (const bake::LayerZoomCount& zoom : layer.zooms) {
            CAPTURE(layer.name, zoom.zoom, layer.read, layer.bad, zoom.drawn, zoom.merged);
            std::uint64_t dropped = 0;
            for (const auto& [reason, count] : zoom.dropped) {
                dropped += count;
            }
            CHECK(layer.read - layer.bad == zoom.drawn + zoom.merged + dropped);
            CHECK(ids[std::pair(layer.name, zoom.zoom)].size() == zoom.drawn);
        }
    }
}

/// What is seen at a zoom is seen at every deeper one.
void check_nested(const std::string& tileset) {
    const auto ids = ids_in(tileset);
    for (const auto& [key, seen] : ids) {
        const auto deeper = ids.find({key.first, key.second + 1});
        if (deeper != ids.end()) {
            CAPTURE(key.first, key.second);
            CHECK(std::ranges::includes(deeper->second, seen));
        }
    }
}

/// Distinct ids are needed to count features: every record has one, the bad ones too.
std::string with_bad_records(int count) {
    return mixed_geojson(count) + point_geojson(90001, 10, 91) +
           R"({"type":"Feature","id":90002,"properties":{},"geometry":null})"
           "\n" +
           point_geojson(90003, 10, 89);
}

plan::Map mixed_map(const BakeFolder& folder, int count, plan::Keep keep) {
    plan::Layer layer = layer_of("mixed", folder.file("mixed.geojson", with_bad_records(count)));
    layer.keep = keep;
    plan::Layer points = layer;
    points.name = "points";
    points.kind = plan::Kind::points;
    plan::Layer lines = layer;
    lines.name = "lines";
    lines.kind = plan::Kind::lines;
    lines.min_size_px = 2;
    plan::Map map;
    map.max_zoom = 6;
    map.layers = {layer, points, lines};
    return map;
}

constexpr const char* journeys =
    "from,to,people\n"
    "\"42.9,74.6\",Osh,100\n"
    "\"42.9,74.6\",Osh,20\n"
    "Osh,Osh,7\n"
    "Osh,Atlantis,5\n"
    "\"42.9,74.6\",Suva,300\n"
    "\"-13.8,-171.8\",Suva,30.5\n"  // Across the antimeridian.
    "\"42.9,95\",Osh,bad\n";

plan::Layer journey_layer(const BakeFolder& folder) {
    plan::Layer layer =
        layer_of("flows", folder.file("journeys.csv", journeys), plan::Kind::routes);
    layer.route.origin = {"from"};
    layer.route.destination = {"to"};
    layer.route.weight = "people";
    layer.route.locations =
        folder.file("places.csv", "name,lat,lon\nOsh,40.5,72.8\nSuva,-18.1,178.4\n");
    return layer;
}

}  // namespace

TEST_CASE("what was read is drawn or dropped for a reason, with and without a budget", "[bake]") {
    const BakeFolder folder;
    const std::string output = folder.path("mixed.pmtiles");
    const plan::Keep keep = GENERATE(plan::Keep::all, plan::Keep::automatic, plan::Keep::dense,
                                     plan::Keep::fraction, plan::Keep::largest);
    const plan::Map map = mixed_map(folder, 900, keep);
    for (const bake::Budget budget : {bake::Budget{}, bake::Budget{2000, 0}, bake::Budget{0, 50}}) {
        CAPTURE(static_cast<int>(keep), budget.tile_bytes, budget.tile_features);
        const bake::Report report =
            bake::bake(map, {.output = output, .force = true, .budget = budget});
        CHECK(report.layers[0].read == 903);
        CHECK(report.layers[0].bad == 2);
        check_identity(report, output);
        check_nested(output);
    }
}

TEST_CASE("a tile keeps within its budget where something may be dropped", "[bake]") {
    const BakeFolder folder;
    const std::string output = folder.path("mixed.pmtiles");
    const plan::Map map = mixed_map(folder, 3000, plan::Keep::dense);
    bake::bake(map, {.output = output, .budget = {2000, 0}});
    const auto reader = archive::open(output);
    std::size_t largest = 0;
    reader->visit([&](tile::TileId id, std::uint64_t) {
        largest = std::max(largest, reader->tile(id)->size());
    });
    CHECK(largest <= 2000);
    CHECK(largest > 1000);
    bake::bake(map, {.output = output, .force = true, .budget = {0, 50}});
    std::map<std::string, std::set<std::pair<std::string, std::uint64_t>>> tiles;
    for (const DrawnFeature& feature : drawn_in(output)) {
        tiles[feature.tile].insert({feature.layer, feature.id});
    }
    for (const auto& [tile, features] : tiles) {
        CAPTURE(tile);
        CHECK(features.size() <= 50);
    }
}

TEST_CASE("the weights of routes add up to the journeys, in the metadata and in the tiles",
          "[bake]") {
    const BakeFolder folder;
    const std::string output = folder.path("flows.pmtiles");
    plan::Map map;
    map.max_zoom = 4;
    map.layers = {journey_layer(folder)};
    const bake::Report report = bake::bake(map, {.output = output});
    check_identity(report, output);
    CHECK(report.layers[0].read == 7);
    CHECK(report.layers[0].bad == 2);  // Atlantis, and a weight that is none.
    const auto text = archive::open(output)->description().json;
    const auto zooms = nlohmann::json::parse(text).at("tamga").at("routes").at("flows");
    REQUIRE(zooms.size() == 5);
    std::map<int, std::map<std::uint64_t, double>> counts;
    for (const DrawnFeature& feature : drawn_in(output)) {
        if (feature.layer == "flows") {
            counts[feature.zoom][feature.id] = std::stod(feature.attribute("count"));
        }
    }
    for (const auto& zoom : zooms) {
        CAPTURE(zoom.dump());
        double drawn = 0;
        for (const auto& [id, count] : counts[zoom.at("zoom").get<int>()]) {
            drawn += count;
        }
        CHECK(zoom.at("total").get<double>() == 457.5);
        // Osh to Osh, 7; from far away Osh and the place 300 km from it are one (120 more), and from
        // farther Suva and the place on Samoa (30.5).
        const int at = zoom.at("zoom").get<int>();
        CHECK(zoom.at("within").get<double>() == (at < 2 ? 157.5 : at < 3 ? 127 : 7));
        CHECK(zoom.at("drawn").get<double>() == drawn);
        CHECK(zoom.at("total").get<double>() == zoom.at("drawn").get<double>() +
                                                    zoom.at("within").get<double>() +
                                                    zoom.at("remainder").get<double>());
    }
}

TEST_CASE("routes over the budget go into the remainder, the lightest first", "[bake]") {
    const BakeFolder folder;
    const std::string output = folder.path("flows.pmtiles");
    plan::Map map;
    map.max_zoom = 0;
    map.layers = {journey_layer(folder)};
    map.layers[0].keep_by = "nothing";  // Means nothing to routes, whose weight counts.
    map.layers[0].id = "in";
    const bake::Report report = bake::bake(map, {.output = output, .budget = {0, 3}});
    check_identity(report, output);
    const auto text = archive::open(output)->description().json;
    const auto zoom = nlohmann::json::parse(text).at("tamga").at("routes").at("flows").at(0);
    CHECK(zoom.at("flows_drawn") == 1);
    CHECK(zoom.at("drawn") == 300);
    CHECK(zoom.at("remainder") == 150.5);
}
