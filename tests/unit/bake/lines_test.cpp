// SPDX-License-Identifier: MIT
//
// Lines that are merged, lines that cross, what is too small, and points for labels.
#include "tests/unit/bake/baking.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace tamga;
using namespace tamga::tests;

namespace {

std::string feature(int id, const std::string& type, const std::string& coordinates,
                    const std::string& properties = "{}") {
    return fmt::format(R"({{"type":"Feature","id":{},"properties":{},"geometry":)"
                       R"({{"type":"{}","coordinates":{}}}}})"
                       "\n",
                       id, properties, type, coordinates);
}

struct Baked {
    bake::Report report;
    std::vector<DrawnFeature> features;

    /// Features of a layer at a zoom, by id.
    std::map<std::uint64_t, DrawnFeature> at(int zoom, const std::string& layer) const {
        std::map<std::uint64_t, DrawnFeature> all;
        for (const DrawnFeature& one : features) {
            if (one.zoom == zoom && one.layer == layer) {
                all[one.id] = one;
            }
        }
        return all;
    }
};

Baked baked(const plan::Layer& layer, int max_zoom, double simplify_px = 1) {
    const BakeFolder folder;
    plan::Map map;
    map.max_zoom = max_zoom;
    map.layers = {layer};
    Baked result;
    result.report =
        bake::bake(map, {.output = folder.path("a.pmtiles"), .simplify_px = simplify_px});
    result.features = drawn_in(folder.path("a.pmtiles"));
    return result;
}

std::string box(double west, double south, double side) {
    return fmt::format("[[{0},{1}],[{2},{1}],[{2},{3}],[{0},{3}],[{0},{1}]]", west, south,
                       west + side, south + side);
}

}  // namespace

TEST_CASE("lines that meet and agree become one, where just two ends meet", "[bake]") {
    const BakeFolder folder;
    const std::string a = R"({"kind":"road"})";
    const std::string b = R"({"kind":"rail"})";
    // 1-2-3 are a chain, 2 running the other way. At (3,0) three ends meet. 4 and 5 disagree. 6 and
    // 7 make a ring. 8 is closed by itself. 9 and 10 are two parts that 11 joins.
    const std::string text = feature(1, "LineString", "[[0,0],[1,0.1]]", a) +
                             feature(2, "LineString", "[[2,0],[1,0.1]]", a) +
                             feature(3, "LineString", "[[2,0],[3,0]]", a) +
                             feature(4, "LineString", "[[3,0],[4,0]]", a) +
                             feature(5, "LineString", "[[3,0],[3,1]]", a) +
                             feature(20, "LineString", "[[4,0],[5,0]]", b) +
                             feature(6, "LineString", "[[10,0],[11,0],[11,1]]", a) +
                             feature(7, "LineString", "[[10,0],[10,1],[11,1]]", a) +
                             feature(8, "LineString", "[[20,0],[21,0],[21,1],[20,0]]", a) +
                             feature(9, "MultiLineString", "[[[30,0],[31,0]],[[32,0],[33,0]]]", a) +
                             feature(11, "LineString", "[[31,0],[32,0]]", a);
    plan::Layer layer = layer_of("lines", folder.file("lines.geojson", text));
    layer.merge_lines = true;
    const Baked result = baked(layer, 5, 0);
    const auto drawn = result.at(0, "lines");
    std::set<std::uint64_t> ids;
    for (const auto& [id, one] : drawn) {
        ids.insert(id);
    }
    CHECK(ids == std::set<std::uint64_t>{1, 4, 5, 6, 8, 9, 20});
    CHECK(drawn.at(1).points.size() == 4);
    CHECK(drawn.at(1).points.front().first < drawn.at(1).points.back().first);  // As 1 runs.
    CHECK(drawn.at(6).points.size() == 5);
    CHECK(drawn.at(6).points.front() == drawn.at(6).points.back());
    CHECK(drawn.at(9).points.size() == 2);  // All on one straight line.
    for (const auto& zoom : result.report.layers[0].zooms) {
        CHECK(zoom.drawn == 7);
        CHECK(zoom.merged == 4);
    }
    CHECK(result.report.layers[0].read == 11);
}

TEST_CASE("lines are not merged across the antimeridian's cut, nor with other zooms", "[bake]") {
    const BakeFolder folder;
    const std::string text =
        feature(1, "LineString", "[[170,0],[190,0]]") +
        feature(2, "LineString", "[[170,5],[190,5]]") +
        R"({"type":"Feature","id":3,"properties":{},"tippecanoe":{"minzoom":1},)"
        R"("geometry":{"type":"LineString","coordinates":[[160,0],[170,0]]}})";
    plan::Layer layer = layer_of("lines", folder.file("lines.geojson", text));
    layer.merge_lines = true;
    const Baked result = baked(layer, 1);
    CHECK(result.report.layers[0].zooms[1].drawn == 3);
    CHECK(result.report.layers[0].zooms[1].merged == 0);
}

TEST_CASE("merging leaves points, polygons and the bytes of any number of threads alone",
          "[bake]") {
    const BakeFolder folder;
    plan::Layer layer = layer_of("mixed", folder.file("mixed.geojson", mixed_geojson(3000)));
    plan::Map map;
    map.max_zoom = 4;
    std::string plain;
    for (const bool merge : {false, true}) {
        layer.merge_lines = merge;
        map.layers = {layer};
        std::string first;
        for (const int threads : {1, 3}) {
            const std::string path = folder.path(fmt::format("{}{}.pmtiles", merge, threads));
            bake::bake(map, {.output = path, .threads = threads});
            first = first.empty() ? bytes_of(path) : first;
            CHECK((bytes_of(path) == first));
        }
        plain = plain.empty() ? first : plain;
        CHECK((first == plain));  // No two of these lines meet.
    }
}

TEST_CASE("lines that cross at a vertex cross there at every zoom", "[bake]") {
    const BakeFolder folder;
    // A straight road whose vertex at (10.3, 10.3) is of no worth to its shape, and one across.
    const std::string text = feature(1, "LineString", "[[0,0],[10.3,10.31],[20,20]]") +
                             feature(2, "LineString", "[[0,20],[10.3,10.31],[20,0]]") +
                             feature(3, "LineString", "[[0,0],[10.31,10.3],[20,20]]") +
                             feature(4, "LineString", "[[5,5.2],[10.3,10.31]]");
    const Baked result = baked(layer_of("roads", folder.file("roads.geojson", text)), 6, 4);
    int met = 0;
    for (int zoom = 0; zoom <= 6; ++zoom) {
        const auto drawn = result.at(zoom, "roads");
        if (!drawn.contains(1) || !drawn.contains(2) || zoom > 3) {
            continue;  // More than one tile holds them from there on.
        }
        const auto shared = drawn.at(4).points.back();
        for (const std::uint64_t id : {1U, 2U}) {
            CAPTURE(zoom, id);
            CHECK(std::ranges::count(drawn.at(id).points, shared) == 1);
        }
        ++met;
        if (zoom == 0) {
            CHECK(drawn.at(3).points.size() == 2);  // Nobody meets it there.
        }
    }
    CHECK(met >= 3);
}

TEST_CASE("what is smaller than the smallest size goes, part by part", "[bake]") {
    const BakeFolder folder;
    // At zoom 0 a grid unit is 0.088 degrees at the equator: 100 units are 8.8.
    const std::string text =
        feature(1, "MultiPolygon", "[[" + box(0, 0, 20) + "],[" + box(30, 0, 5) + "]]") +
        feature(2, "Polygon", "[" + box(0, -40, 20) + "," + box(5, -35, 5) + "]") +
        feature(3, "MultiPolygon", "[[" + box(50, 0, 5) + "],[" + box(80, 0, 5) + "]]") +
        feature(4, "MultiLineString", "[[[0,30],[20,30]],[[30,30],[33,30]]]") +
        feature(5, "LineString", "[[50,30],[53,30]]") +
        feature(6, "Polygon", "[" + box(177, 0, 10) + "]");
    plan::Layer layer = layer_of("shapes", folder.file("shapes.geojson", text));
    layer.min_size_px = 100;
    const Baked result = baked(layer, 3);
    const auto drawn = result.at(0, "shapes");
    std::map<std::uint64_t, std::size_t> vertices;
    for (const auto& [id, one] : drawn) {
        vertices[id] = one.points.size();
    }
    vertices.erase(6);
    CHECK(vertices == std::map<std::uint64_t, std::size_t>{{1, 4}, {2, 4}, {4, 2}});
    CHECK(drawn.contains(6));  // Large enough before it was cut at the antimeridian.
    const auto& zooms = result.report.layers[0].zooms;
    CHECK(zooms[0].dropped.at("smaller than the smallest size") == 2);
    CHECK(zooms[0].drawn == 4);
    CHECK(zooms[3].drawn == 6);
}

TEST_CASE("every polygon has one label point, in its largest part, with its attributes", "[bake]") {
    const BakeFolder folder;
    const std::string text =
        feature(1, "MultiPolygon", "[[" + box(0, 0, 4) + "],[" + box(10, 0, 20) + "]]",
                R"({"name":"two","n":5})") +
        feature(2, "Polygon", "[" + box(150, -20, 40) + "]", R"({"name":"Fiji"})") +
        feature(3, "Point", "[1,1]", R"({"only":"points"})") +
        R"({"type":"Feature","id":4,"properties":{},"tippecanoe":{"minzoom":2},)"
        R"("geometry":{"type":"Polygon","coordinates":[)" +
        box(40, 40, 5) + "]}}\n";
    plan::Layer layer = layer_of("areas", folder.file("areas.geojson", text));
    layer.label_points = true;
    const Baked result = baked(layer, 4);
    REQUIRE(result.report.layers.size() == 2);
    CHECK(result.report.layers[1].name == "areas_labels");
    CHECK(result.report.layers[1].read == 3);
    for (int zoom = 0; zoom <= 4; ++zoom) {
        std::map<std::uint64_t, std::set<std::string>> tiles;
        for (const DrawnFeature& one : result.features) {
            const bool own = !one.points.empty() && one.points[0].first >= 0 &&
                             one.points[0].first < 4096 && one.points[0].second >= 0 &&
                             one.points[0].second < 4096;
            if (one.layer == "areas_labels" && one.zoom == zoom && own) {
                tiles[one.id].insert(one.tile);
                CHECK(one.points.size() == 1);
            }
        }
        CAPTURE(zoom);
        CHECK(tiles.size() == (zoom < 2 ? 2 : 3));
        for (const auto& [id, where] : tiles) {
            CHECK(where.size() == 1);
        }
    }
    const auto labels = result.at(0, "areas_labels");
    CHECK(labels.at(1).attributes == R"(name="two";n=5;)");
    // The middle of 10..30 east: (20 + 180) / 360 of 4096.
    CHECK(labels.at(1).points[0].first == Approx(2276).margin(8));
    // Of 150..190 east, over the antimeridian: (170 + 180) / 360 of 4096.
    CHECK(labels.at(2).points[0].first == Approx(3982).margin(8));
}

TEST_CASE("a layer without polygons says that there is nothing to label", "[bake]") {
    const BakeFolder folder;
    plan::Layer layer = layer_of("p", folder.file("p.geojson", point_geojson(1, 70, 40)));
    layer.label_points = true;
    const Baked result = baked(layer, 0);
    CHECK(result.report.layers.size() == 1);
    CHECK(result.report.layers[0].messages ==
          std::vector<std::string>{"there is no polygon to label"});
}
