// SPDX-License-Identifier: MIT
//
// Shapes over the antimeridian and round the poles, in each of the ways that data has them.
#include "engine/tile/antimeridian.hpp"
#include "tests/unit/bake/baking.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

using namespace tamga;
using namespace tamga::tests;

namespace {

std::string shape_geojson(const std::string& type, const std::string& coordinates) {
    return fmt::format(R"({{"type":"Feature","id":1,"properties":{{}},"geometry":)"
                       R"({{"type":"{}","coordinates":{}}}}})",
                       type, coordinates);
}

/// The columns that a shape reaches in each tile of a zoom, as the least and the greatest x.
std::map<std::string, std::pair<int, int>> columns_at(int zoom, const std::string& geojson) {
    const BakeFolder folder;
    plan::Map map;
    map.layers = {layer_of("shape", folder.file("shape.geojson", geojson))};
    map.max_zoom = zoom;
    bake::bake(map, {.output = folder.path("shape.pmtiles")});
    std::map<std::string, std::pair<int, int>> columns;
    for (const DrawnFeature& feature : drawn_in(folder.path("shape.pmtiles"))) {
        if (feature.zoom == zoom) {
            const auto [low, high] = std::ranges::minmax(feature.points);
            columns[feature.tile] = {low.first, high.first};
        }
    }
    return columns;
}

}  // namespace

TEST_CASE("a polygon over the antimeridian is whole on both sides, however it is written",
          "[bake]") {
    // A box like Fiji's, 178 east to 178 west. At zoom 2 a tile is 90 degrees or 4096 units wide:
    // 2 degrees are 91 units, and the buffer shows 80 of them beyond the edge.
    const auto written = GENERATE(values<std::string>({
        "[[[178,-20],[182,-20],[182,-16],[178,-16],[178,-20]]]",
        "[[[178,-20],[180,-20],[180,-16],[178,-16],[178,-20]]],"
        "[[[-180,-20],[-178,-20],[-178,-16],[-180,-16],[-180,-20]]]",
        "[[[-182,-20],[-178,-20],[-178,-16],[-182,-16],[-182,-20]]]",
    }));
    CAPTURE(written);
    const auto columns = columns_at(2, shape_geojson("MultiPolygon", "[" + written + "]"));
    CHECK(columns == std::map<std::string, std::pair<int, int>>{{"2/0/2", {-80, 91}},
                                                                {"2/3/2", {4005, 4176}}});
}

TEST_CASE("a coast that jumps at the antimeridian goes on beyond it", "[bake]") {
    // Like Chukotka, in data that is not cut: 170 east to 170 west.
    const auto columns =
        columns_at(2, shape_geojson("Polygon",
                                    "[[[170,60],[179,61],[-179,60],[-170,62],[-179,64],[179,63],"
                                    "[170,64],[170,60]]]"));
    CHECK(columns == std::map<std::string, std::pair<int, int>>{{"2/0/1", {-80, 455}},
                                                                {"2/3/1", {3641, 4176}}});
}

TEST_CASE("a track over the antimeridian does not go back over the whole map", "[bake]") {
    const auto columns =
        columns_at(2, shape_geojson("LineString", "[[179,10],[-179,11],[-178,10]]"));
    CHECK(columns == std::map<std::string, std::pair<int, int>>{{"2/0/1", {-46, 91}},
                                                                {"2/3/1", {4050, 4176}}});
}

TEST_CASE("a line's step from 180 to -180 is none, unless it is the line", "[bake]") {
    using Columns = std::map<std::string, std::pair<int, int>>;
    // A coast that closes there, and a track.
    CHECK(
        columns_at(1, shape_geojson("LineString", "[[170,-70],[180,-71],[-180,-71],[-170,-72]]")) ==
        Columns{{"1/0/1", {-80, 228}}, {"1/1/1", {3868, 4176}}});
    CHECK(columns_at(1, shape_geojson("LineString", "[[170,10],[180,11],[-180,11.5]]")) ==
          Columns{{"1/0/0", {-80, 0}}, {"1/1/0", {3868, 4096}}});
    // A parallel, and a frame.
    CHECK(columns_at(1, shape_geojson("LineString", "[[-180,10],[180,10]]")) ==
          Columns{{"1/0/0", {-80, 4176}}, {"1/1/0", {-80, 4176}}});
    CHECK(columns_at(1, shape_geojson("LineString",
                                      "[[-180,-80],[180,-80],[180,80],[-180,80],[-180,-80]]"))
              .size() == 4);
}

TEST_CASE("a track that goes round the globe three times is drawn to its end", "[bake]") {
    std::string track = "[0,10]";
    for (int lon = 100; lon <= 3 * 360; lon += 100) {
        track += fmt::format(",[{},{}]", (lon + 180) % 360 - 180, 10 + lon / 20);
    }
    // The third time it is from 46 to 64 degrees north.
    CHECK(columns_at(3, shape_geojson("LineString", "[" + track + "]")).contains("3/3/2"));
}

TEST_CASE("a ring round a pole is closed at the Mercator limit", "[bake]") {
    // Round the South Pole at about 75 degrees, not cut, as a sphere has it.
    const auto columns =
        columns_at(3, shape_geojson("Polygon",
                                    "[[[-150,-75],[-90,-76],[-30,-75],[30,-76],[90,-75],[150,-76],"
                                    "[-150,-75]]]"));
    // Row 7 of zoom 3 begins at 79.2 degrees south: all of it is land.
    for (int column = 0; column < 8; ++column) {
        const auto tile = columns.find(fmt::format("3/{}/7", column));
        REQUIRE(tile != columns.end());
        CHECK(tile->second == std::pair{-80, 4176});
    }
    CHECK_FALSE(columns.contains("3/0/5"));  // 66.5 to 40.98 degrees south.
}

TEST_CASE("a box round the whole map stays one", "[bake]") {
    for (const std::string east : {"180", "179"}) {
        const auto columns = columns_at(
            1, shape_geojson("Polygon", fmt::format("[[[-{0},-80],[{0},-80],[{0},80],[-{0},80],"
                                                    "[-{0},-80]]]",
                                                    east)));
        CHECK(columns.size() == 4);
        CHECK(columns.at("1/0/0").second == 4176);
        CHECK(columns.at("1/1/0").first == -80);
    }
}

TEST_CASE("a ring round the North Pole goes round it in either direction", "[tile]") {
    const std::int64_t quarter = tile::world_size / 4;
    std::vector<tile::UnwrappedPoint> ring{
        {0, 50}, {quarter, 60}, {2 * quarter, 50}, {3 * quarter + 5, 60}};
    tile::go_round_ring(ring);
    // The step from the last to the first is of more than 270 degrees: the ring ends a world on.
    CHECK(std::vector(ring.begin() + 4, ring.end()) ==
          std::vector<tile::UnwrappedPoint>{{tile::world_size, 50}, {tile::world_size, 0}, {0, 0}});
    std::vector<tile::UnwrappedPoint> back{
        {3 * quarter + 5, 60}, {2 * quarter, 50}, {quarter, 60}, {0, 50}};
    tile::go_round_ring(back);
    CHECK(back.size() == 7);
    CHECK(back[5].y == 0);
}
