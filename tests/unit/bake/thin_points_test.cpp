// SPDX-License-Identifier: MIT
//
// Which of many points are drawn at which zoom.
#include "tests/unit/bake/one_layer.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

using namespace tamga;
using namespace tamga::tests;

namespace {

using Ids = std::set<std::uint64_t>;

constexpr std::uint64_t lone = 1;

/// Points that get denser towards the east, half of them in towns, and one alone in the far west.
std::string crowd(int count) {
    std::mt19937 random{5};
    const auto share = [&random] { return static_cast<double>(random()) / 4294967296.0; };
    std::string text = point_geojson(lone, -150, -40);
    for (int i = 0; i < count; ++i) {
        const double east = std::sqrt(share());
        const double town = std::floor(share() * 40);
        const bool in_town = i % 2 == 0;
        const double lon = in_town ? town * 4 + 2 * share() : east * 160;
        const double lat = in_town ? std::fmod(town * 7, 60) + 2 * share() : share() * 60;
        text += point_geojson(static_cast<std::uint64_t>(i) + 2, lon, lat);
    }
    return text;
}

std::map<int, Ids> ids_by_zoom(const std::vector<DrawnFeature>& features) {
    std::map<int, Ids> ids;
    for (const DrawnFeature& feature : features) {
        ids[feature.zoom].insert(feature.id);
    }
    return ids;
}

/// Points in their own tiles, not in the buffers of others, by tile.
std::map<std::string, std::vector<std::pair<std::int32_t, std::int32_t>>> by_tile(
    const std::vector<DrawnFeature>& features, int zoom) {
    std::map<std::string, std::vector<std::pair<std::int32_t, std::int32_t>>> tiles;
    for (const DrawnFeature& feature : features) {
        const auto [x, y] = feature.points[0];
        if (feature.zoom == zoom && x >= 0 && y >= 0 && x < 4096 && y < 4096) {
            tiles[feature.tile].emplace_back(x, y);
        }
    }
    return tiles;
}

std::size_t most_in_a_cell(const std::vector<DrawnFeature>& features, int zoom) {
    std::size_t most = 0;
    for (const auto& [tile, points] : by_tile(features, zoom)) {
        std::map<std::pair<int, int>, std::size_t> cells;
        for (const auto& [x, y] : points) {
            most = std::max(most, ++cells[{x / 32, y / 32}]);
        }
    }
    return most;
}

/// The largest ratio between the shares that two tiles side by side keep, of those in which both
/// had 200 points. All points are at zoom `deepest` of `all_points`.
double most_unlike(const std::vector<DrawnFeature>& features, int zoom,
                   const std::vector<DrawnFeature>& all_points, int deepest) {
    std::map<std::pair<int, int>, std::pair<double, double>> tiles;  // All, and kept.
    const auto count = [&](int of_zoom, bool kept) {
        for (const auto& [tile, points] : by_tile(kept ? features : all_points, of_zoom)) {
            int z = 0;
            int x = 0;
            int y = 0;
            REQUIRE(std::sscanf(tile.c_str(), "%d/%d/%d", &z, &x, &y) == 3);
            auto& [all, drawn] = tiles[{x >> (z - zoom), y >> (z - zoom)}];
            (kept ? drawn : all) += static_cast<double>(points.size());
        }
    };
    count(deepest, false);
    count(zoom, true);
    double worst = 1;
    for (const auto& [at, here] : tiles) {
        for (const auto& next : {std::pair{at.first + 1, at.second}, {at.first, at.second + 1}}) {
            const auto found = tiles.find(next);
            if (found != tiles.end() && here.first >= 200 && found->second.first >= 200) {
                const double a = here.second / here.first;
                const double b = found->second.second / found->second.first;
                worst = std::max({worst, a / b, b / a});
            }
        }
    }
    return worst;
}

}  // namespace

TEST_CASE("many points are thinned by one rule for all of a zoom", "[bake]") {
    constexpr int count = 30000;
    constexpr int deepest = 5;
    const BakeFolder folder;
    const Baked baked{layer_of("crowd", folder.file("crowd.geojsonl", crowd(count))), deepest};
    const std::map<int, Ids> ids = ids_by_zoom(baked.features);
    REQUIRE(ids.size() == deepest + 1);
    CHECK(ids.at(deepest).size() == count + 1);
    for (int zoom = 0; zoom < deepest; ++zoom) {
        CAPTURE(zoom, ids.at(zoom).size());
        CHECK(std::ranges::includes(ids.at(zoom + 1), ids.at(zoom)));
        CHECK(ids.at(zoom).contains(lone) == (zoom > 0));  // Where it is alone in its tile.
        const bool thinned = ids.at(zoom).size() < count + 1;
        CHECK(thinned == (zoom < 4));
        CHECK((!thinned || most_in_a_cell(baked.features, zoom) <= 2));
        for (const auto& [tile, points] : by_tile(baked.features, zoom)) {
            CHECK(points.size() <= 2700);
        }
        CHECK(most_unlike(baked.features, zoom, baked.features, deepest) < 1.3);
        CHECK(accounted(baked.report.layers[0].zooms[static_cast<std::size_t>(zoom)]) == count + 1);
    }
    CHECK(baked.report.layers[0].zooms[0].dropped.at("thinned out") ==
          count + 1 - ids.at(0).size());
}

TEST_CASE("where tiles are over a budget it is not seen where they begin", "[bake]") {
    constexpr int deepest = 3;
    const BakeFolder folder;
    plan::Map map;
    map.max_zoom = deepest;
    map.layers = {layer_of("crowd", folder.file("crowd.geojsonl", crowd(20000)))};
    const auto drawn = [&](bake::Budget budget) {
        const std::string output = folder.path("a.pmtiles");
        const auto report = bake::bake(map, {.output = output, .force = true, .budget = budget});
        return std::pair{report, drawn_in(output)};
    };
    const auto all = drawn({0, 0}).second;
    const auto [report, fitted] = drawn({9000, 0});
    map.layers[0].max_tile_bytes = 9000;
    const auto [own_report, own] = drawn({500000, 0});
    for (int zoom = 0; zoom <= deepest; ++zoom) {
        CAPTURE(zoom);
        CHECK(report.zooms[static_cast<std::size_t>(zoom)].max_bytes <= 9000);
        CHECK(own_report.zooms[static_cast<std::size_t>(zoom)].max_bytes <= 9000);
        CHECK(report.zooms[static_cast<std::size_t>(zoom)].features < 20000);
        CHECK(most_unlike(fitted, zoom, all, deepest) < 1.3);
        CHECK(most_unlike(own, zoom, all, deepest) < 1.3);
    }
}

TEST_CASE("points that have room are drawn at every zoom, wherever they lie", "[bake]") {
    const BakeFolder folder;
    std::string text;
    for (std::uint64_t i = 1; i <= 2000; ++i) {  // In 2 km, and at world scale in one pixel.
        text += point_geojson(i, 74.59 + 0.00001 * static_cast<double>(i), 42.87);
    }
    const Baked baked{layer_of("town", folder.file("town.geojsonl", text)), 3};
    for (const auto& [zoom, ids] : ids_by_zoom(baked.features)) {
        CHECK(ids.size() == 2000);
    }
}

TEST_CASE("a guessed zoom is deep enough for all points", "[bake]") {
    const BakeFolder folder;
    plan::Map map;
    map.layers = {layer_of("crowd", folder.file("crowd.geojsonl", crowd(4000)))};
    const std::string output = folder.path("a.pmtiles");
    const bake::Report report = bake::bake(map, {.output = output, .budget = {4000, 0}});
    CHECK(report.zooms.back().features == 4001);
    CHECK(report.zooms.back().max_bytes <= 4000);
    CHECK(report.zooms.front().features < 4001);
}

TEST_CASE("where a column is a size the largest are kept, and the report says so", "[bake]") {
    constexpr std::uint64_t count = 9000;
    const BakeFolder folder;
    std::string text;
    for (std::uint64_t i = 1; i <= count; ++i) {  // The heaviest stand at every 300th place.
        const auto lon = static_cast<double>(i % 150);
        const auto lat = static_cast<double>(i / 150);
        text += point_geojson(i, lon, lat,
                              fmt::format(R"({{"pop_max":{},"rows":{}}})",
                                          i % 300 == 0 ? 1000000 + i : 100 + i % 7, i));
    }
    plan::Layer layer = layer_of("towns", folder.file("towns.geojsonl", text));
    const auto heaviest_at_zoom_0 = [&] {
        const Baked baked{layer, 4};
        const auto ids = ids_by_zoom(baked.features);
        const auto heaviest = static_cast<std::size_t>(
            std::ranges::count_if(ids.at(0), [](std::uint64_t id) { return id % 300 == 0; }));
        return std::pair{heaviest, baked.report.layers[0]};
    };
    const auto [found, report] = heaviest_at_zoom_0();
    CHECK(found == count / 300);
    CHECK(says(report.messages, "the largest by 'pop_max' are kept first"));
    CHECK(report.keep_by == "pop_max");
    REQUIRE(report.largest.size() == 20);
    CHECK(report.largest[0].value == 1000000 + count);
    CHECK(report.largest[0].zoom == 0);
    layer.keep = plan::Keep::dense;
    const auto [by_density, dense] = heaviest_at_zoom_0();
    CHECK(by_density < count / 300);
    CHECK(dense.keep_by.empty());
}

TEST_CASE("points are thinned around polygons, not polygons beside points", "[bake]") {
    const BakeFolder folder;
    std::string squares;
    for (int i = 0; i < 60; ++i) {
        const int lon = i % 10 * 15;
        const int lat = i / 10 * 10;
        squares += fmt::format(
            R"({{"type":"Feature","id":{},"properties":{{"name":"area {}"}},"geometry":)"
            R"({{"type":"Polygon","coordinates":[[[{},{}],[{},{}],[{},{}],[{},{}]]]}}}})"
            "\n",
            i + 1, i, lon, lat, lon + 9, lat, lon + 9, lat + 9, lon, lat);
    }
    plan::Layer areas = layer_of("areas", folder.file("areas.geojsonl", squares));
    plan::Layer points = layer_of("points", folder.file("points.geojsonl", crowd(3000)));
    const auto drawn_at_zoom_0 = [&](bake::Budget budget) {
        plan::Map map;
        map.max_zoom = 1;
        map.layers = {points, areas};
        const std::string output = folder.path("a.pmtiles");
        const auto report = bake::bake(map, {.output = output, .force = true, .budget = budget});
        for (const bake::LayerReport& layer : report.layers) {
            CHECK(accounted(layer.zooms[0]) == layer.read);
        }
        CHECK(report.zooms[0].max_bytes <= budget.tile_bytes);
        return report;
    };
    auto report = drawn_at_zoom_0({1800, 0});
    CHECK(report.layers[1].zooms[0].drawn == 60);
    CHECK(report.layers[0].zooms[0].drawn > 50);
    CHECK(report.layers[0].zooms[0].dropped.contains("no room beside other layers"));
    points.priority = 2;
    report = drawn_at_zoom_0({1800, 0});
    CHECK(report.layers[1].zooms[0].drawn < 60);
    CHECK(report.layers[1].zooms[0].dropped.contains("no room beside other layers"));
    CHECK(says(report.layers[1].warnings, "zoom 0 is without"));
    points.priority.reset();
    points.max_tile_bytes = 500;
    report = drawn_at_zoom_0({100000, 0});
    CHECK(report.layers[1].zooms[0].drawn == 60);
    CHECK(report.layers[0].zooms[0].drawn < 200);
    REQUIRE_FALSE(report.heaviest.empty());
    REQUIRE(report.heaviest[0].parts.size() == 2);
    CHECK(report.heaviest[0].bytes == report.zooms[report.heaviest[0].tile.zoom].max_bytes);
    CHECK(report.heaviest[0].parts[0].layer == "points");
    CHECK(report.heaviest[0].parts[0].bytes <= 500);
    CHECK(report.zooms[1].first_view.tiles == report.zooms[1].tiles);
    CHECK(report.zooms[1].first_view.bytes == report.zooms[1].bytes);
}
