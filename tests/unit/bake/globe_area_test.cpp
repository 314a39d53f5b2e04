// SPDX-License-Identifier: MIT
//
// What rings enclose on the globe, in each of the ways that data writes them, is what tiles show.
// Expected areas are those between meridians and parallels on the sphere.
#include "engine/mvt/decode.hpp"
#include "tests/unit/bake/baking.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace tamga;
using namespace tamga::tests;

namespace {

using std::numbers::pi;

/// Between two meridians and two parallels, in degrees.
struct Box {
    double west;
    double east;
    double south;
    double north;
};

/// Its share of the globe in percent, as far as the map goes.
double percent(const Box& box) {
    constexpr double limit = 85.0511287798066;
    const auto sine = [&](double lat) {
        return std::sin(std::clamp(lat, -limit, limit) * pi / 180);
    };
    return 100 * (box.east - box.west) / 360 * (sine(box.north) - sine(box.south)) / 2;
}

/// Of a ring of a tile; negative if it is a hole.
double percent(std::span<const mvt::GridPoint> ring, double extent, tile::TileId id) {
    const double tiles = std::ldexp(1, id.zoom);
    const auto sine = [&](mvt::GridPoint p) {
        return std::tanh(pi * (1 - 2 * (id.y + p.y / extent) / tiles));
    };
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const mvt::GridPoint a = ring[i];
        const mvt::GridPoint b = ring[i + 1 == ring.size() ? 0 : i + 1];
        sum += (sine(a) + sine(b)) / 2 * (b.x - a.x) / extent / tiles;
    }
    return 100 * sum / 2;
}

/// The share of the globe that a zoom shows of all features, in percent.
double drawn_percent(const std::string& tileset, int zoom) {
    const auto reader = archive::open(tileset);
    double sum = 0;
    reader->visit([&](tile::TileId id, std::uint64_t) {
        const Bytes bytes = mvt::unpacked(*reader->tile(id));
        for (const mvt::Layer& layer : mvt::decode(bytes)) {
            for (const mvt::Feature& feature : layer.features) {
                const mvt::Geometry geometry = mvt::geometry_of(feature);
                for (std::size_t i = 0; id.zoom == zoom && i < geometry.parts.size(); ++i) {
                    sum += percent(geometry.part(i), layer.extent, id);
                }
            }
        }
    });
    return sum;
}

std::string polygons_geojson(const std::string& polygons) {
    return R"({"type":"Feature","id":1,"properties":{},"geometry":{"type":"MultiPolygon",)"
           R"("coordinates":[)" +
           polygons + "]}}";
}

/// The rings of a MultiPolygon's coordinates the other way round.
std::string reversed(const std::string& polygons) {
    std::string result;
    std::vector<std::string> positions;
    for (std::size_t at = 0; at < polygons.size();) {
        const bool begins = polygons[at] == '[' && polygons[at + 1] != '[';
        if (!begins) {
            result += polygons[at++];
            continue;
        }
        std::vector<std::string> ring;
        for (;;) {
            const std::size_t end = polygons.find(']', at) + 1;
            ring.push_back(polygons.substr(at, end - at));
            at = end;
            if (polygons[at] != ',') {
                break;
            }
            ++at;
        }
        for (std::size_t i = ring.size(); i-- > 0;) {
            result += ring[i] + (i > 0 ? "," : "");
        }
    }
    return result;
}

void check(const std::string& polygons, double expected) {
    const BakeFolder folder;
    const std::string tileset = folder.path("shape.pmtiles");
    plan::Map map;
    map.layers = {layer_of("shape", folder.file("shape.geojson", polygons_geojson(polygons)))};
    map.max_zoom = 5;
    bake::bake(map, {.output = tileset, .grid = {.extent = 4096, .buffer = 0}});
    for (const int zoom : {0, 2, 5}) {
        CAPTURE(polygons, zoom);
        CHECK(drawn_percent(tileset, zoom) == Approx(expected).epsilon(0.01).margin(0.001));
    }
}

void check_both_ways(const std::string& polygons, double expected) {
    check(polygons, expected);
    check(reversed(polygons), expected);
}

/// A ring round the world along a parallel, a vertex every 45 degrees from 180 west.
std::string parallel(double lat, bool closed_by_map = true) {
    std::string ring = "[";
    for (int lon = -180; lon <= (closed_by_map ? 180 : 135); lon += 45) {
        ring += fmt::format("[{},{}],", lon, lat);
    }
    return ring + fmt::format("[-180,{}]]", lat);
}

}  // namespace

TEST_CASE("a polygon over the antimeridian covers what it encloses on the globe", "[bake]") {
    const auto [polygons, box] = GENERATE(table<std::string, Box>({
        // Jumping, in both notations that leave -180..180, and cut as RFC 7946 wants it.
        {"[[[178,-20],[-178,-20],[-178,-16],[178,-16],[178,-20]]]", {178, 182, -20, -16}},
        {"[[[178,-20],[182,-20],[182,-16],[178,-16],[178,-20]]]", {178, 182, -20, -16}},
        {"[[[-182,-20],[-178,-20],[-178,-16],[-182,-16],[-182,-20]]]", {178, 182, -20, -16}},
        {"[[[178,-20],[180,-20],[180,-16],[178,-16],[178,-20]]],"
         "[[[-180,-20],[-178,-20],[-178,-16],[-180,-16],[-180,-20]]]",
         {178, 182, -20, -16}},
        {"[[[160,-20],[-160,-20],[-160,20],[160,20],[160,-20]]]", {160, 200, -20, 20}},
        {"[[[170,-60],[-170,-60],[-170,60],[170,60],[170,-60]]]", {170, 190, -60, 60}},
        // Sides along the antimeridian, or to it, that change its sign.
        {"[[[-180,-16],[180,-16],[179,-16],[179,-17],[180,-17],[-180,-16]]]", {179, 180, -17, -16}},
        {"[[[179,-16],[179,-17],[180,-17],[-180,-17],[-180,-16],[180,-16],[179,-16]]]",
         {179, 180, -17, -16}},
        {"[[[170,60],[180,60],[-180,63],[180,66],[170,66],[170,60]]]", {170, 180, 60, 66}},
        {"[[[-180,60],[-170,60],[-170,66],[180,66],[-180,60]]]", {180, 190, 60, 66}},
        // From 0 to 360 degrees.
        {"[[[350,10],[10,10],[10,20],[350,20],[350,10]]]", {350, 370, 10, 20}},
        {"[[[355,10],[5,10],[5,20],[355,20],[355,10]]]", {355, 365, 10, 20}},
        {"[[[170,10],[190,10],[190,20],[170,20],[170,10]]]", {170, 190, 10, 20}},
    }));
    check_both_ways(polygons, percent(box));
}

TEST_CASE("a ring round a pole covers the pole's side", "[bake]") {
    const double lat = GENERATE(75.0, -75.0);
    const double expected = percent(Box{-180, 180, 75, 90});
    const double pole = lat > 0 ? 90 : -90;
    const std::string coast = parallel(lat);
    const auto ring = GENERATE_COPY(values<std::string>({
        parallel(lat, false),
        // A side from 180 to -180 that is no step on the globe.
        coast,
        // Few vertices, beginning anywhere.
        fmt::format("[[0,{0}],[120,{0}],[-120,{0}],[0,{0}]]", lat),
        fmt::format("[[-135,{0}],[-45,{0}],[45,{0}],[135,{0}],[-135,{0}]]", lat),
        fmt::format("[[10,{0}],[100,{0}],[190,{0}],[280,{0}],[10,{0}]]", lat),
        // Closed on the map, along the antimeridian and the pole, in one side or several.
        fmt::format("{},[180,{}],[-180,{}],[-180,{}]]", coast.substr(0, coast.rfind(",[")), pole,
                    pole, lat),
        fmt::format("{},[180,{}],[0,{}],[-180,{}],[-180,{}]]", coast.substr(0, coast.rfind(",[")),
                    pole, pole, pole, lat),
    }));
    check_both_ways("[" + ring + "]", expected);
}

TEST_CASE("a ring along a pole with a coast as its hole is the land within the coast", "[bake]") {
    const double expected = percent(Box{-180, 180, -90, -75});
    const std::string lat = GENERATE(values<std::string>({"-89.999", "-90"}));
    const std::string along =
        fmt::format("[[-180,{0}],[120,{0}],[60,{0}],[0,{0}],[-60,{0}],[-120,{0}],[-180,{0}]]", lat);
    for (const std::string& coast : {parallel(-75), parallel(-75, false)}) {
        check_both_ways(fmt::format("[{},{}]", along, coast), expected);
        check_both_ways(fmt::format("[{},{}]", coast, along), expected);
    }
}

TEST_CASE("between two rings round the globe lies what they are the borders of", "[bake]") {
    check_both_ways(fmt::format("[{},{}]", parallel(60, false), parallel(-60, false)),
                    percent(Box{-180, 180, -60, 60}));
    check_both_ways(fmt::format("[{},{}]", parallel(60, false), parallel(70, false)),
                    percent(Box{-180, 180, 60, 70}));
}

TEST_CASE("sides that meet at a pole go there along meridians", "[bake]") {
    const auto [polygons, box] = GENERATE(table<std::string, Box>({
        {"[[[0,60],[90,60],[0,90],[0,60]]]", {0, 90, 60, 90}},
        {"[[[-170,60],[170,60],[0,90],[-170,60]]]", {170, 190, 60, 90}},
        {"[[[170,-90],[-170,-90],[-170,90],[170,90],[170,-90]]]", {170, 190, -90, 90}},
        {"[[[30,0],[0,90],[-30,0],[0,-90],[30,0]]]", {-30, 30, -90, 90}},
        {"[[[170,60],[-170,60],[-170,90],[170,90],[170,60]]]", {170, 190, 60, 90}},
    }));
    check_both_ways(polygons, percent(box));
}

TEST_CASE("a box round the map is what it is drawn as on the map", "[bake]") {
    const auto [polygons, box] = GENERATE(table<std::string, Box>({
        {"[[[-180,-80],[180,-80],[180,80],[-180,80],[-180,-80]]]", {-180, 180, -80, 80}},
        {"[[[-179,-80],[179,-80],[179,80],[-179,80],[-179,-80]]]", {-179, 179, -80, 80}},
        {"[[[-180,-90],[180,-90],[180,90],[-180,90],[-180,-90]]]", {-180, 180, -90, 90}},
        {"[[[0,-90],[360,-90],[360,90],[0,90],[0,-90]]]", {0, 360, -90, 90}},
        {"[[[-180,10],[180,10],[180,20],[-180,20],[-180,10]]]", {-180, 180, 10, 20}},
        {"[[[-180,60],[180,60],[180,90],[-180,90],[-180,60]]]", {-180, 180, 60, 90}},
        {"[[[-100,-60],[100,-60],[100,60],[-100,60],[-100,-60]]]", {-100, 100, -60, 60}},
    }));
    check_both_ways(polygons, percent(box));
}

TEST_CASE("a coast that closes along the far parallel encloses the sea", "[bake]") {
    const std::string coast = parallel(-75);
    check_both_ways(
        fmt::format("[{},[180,80],[-180,80],[-180,-75]]]", coast.substr(0, coast.rfind(",["))),
        percent(Box{-180, 180, -75, 80}));
}

TEST_CASE("holes are taken off once, whatever they cross and how often they are written",
          "[bake]") {
    const std::string outer = "[[0,0],[20,0],[20,20],[0,20],[0,0]]";
    const std::string hole = "[[5,5],[10,5],[10,10],[5,10],[5,5]]";
    const double whole = percent(Box{0, 20, 0, 20});
    const double off = percent(Box{5, 10, 5, 10});
    check_both_ways(fmt::format("[{},{}]", outer, hole), whole - off);
    check_both_ways(fmt::format("[{},{},{}]", outer, hole, hole), whole - off);
    check_both_ways(fmt::format("[{0},{1}],[{0},{1}]", outer, hole), whole - off);
    check_both_ways(fmt::format("[{}],[{}]", outer, outer), whole);
    check_both_ways(fmt::format("[{},[[10,5],[30,5],[30,10],[10,10],[10,5]]]", outer),
                    whole - percent(Box{10, 20, 5, 10}));
    check_both_ways(fmt::format("[{},{},[[8,5],[12,5],[12,10],[8,10],[8,5]]]", outer, hole),
                    whole - percent(Box{5, 12, 5, 10}));
    check_both_ways(
        "[[[170,-10],[-170,-10],[-170,10],[170,10],[170,-10]],"
        "[[178,-5],[-178,-5],[-178,5],[178,5],[178,-5]]]",
        percent(Box{170, 190, -10, 10}) - percent(Box{178, 182, -5, 5}));
    check_both_ways(
        "[[[170,-10],[190,-10],[190,10],[170,10],[170,-10]],"
        "[[-178,-5],[-175,-5],[-175,5],[-178,5],[-178,-5]]]",
        percent(Box{170, 190, -10, 10}) - percent(Box{182, 185, -5, 5}));
}

TEST_CASE("what encloses nothing on the globe leaves the rest of its feature alone", "[bake]") {
    const std::string box = "[[[0,0],[20,0],[20,20],[0,20],[0,0]]]";
    const double expected = percent(Box{0, 20, 0, 20});
    check_both_ways(box + ",[[[180,10],[-180,15],[180,20],[180,10]]]", expected);
    check_both_ways(box + ",[[[0,-90],[90,-90],[180,-90],[0,-90]]]", expected);
    check_both_ways(box + ",[[[0,88],[90,89],[180,88],[0,88]]]", expected);
}

TEST_CASE("the label of a polygon over the antimeridian stands in it", "[bake]") {
    const BakeFolder folder;
    plan::Map map;
    plan::Layer layer = layer_of(
        "shape", folder.file("shape.geojson",
                             polygons_geojson("[[[170,-8],[-174,-8],[-174,8],[170,8],[170,-8]]]")));
    layer.label_points = true;
    map.layers = {layer};
    map.max_zoom = 0;
    bake::bake(map, {.output = folder.path("shape.pmtiles")});
    for (const DrawnFeature& feature : drawn_in(folder.path("shape.pmtiles"))) {
        if (feature.layer == "shape_labels") {
            CHECK(std::abs(feature.points.at(0).first - 4073) <= 23);  // 178 degrees east, about.
            CHECK(std::abs(feature.points.at(0).second - 2048) <= 1);
        }
    }
}
