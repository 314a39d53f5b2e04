// SPDX-License-Identifier: MIT
//
// Stores that somebody else may have made, statements that reach for more than the store, and data
// at the edges of what a store holds.
#include "engine/base/error.hpp"
#include "engine/base/sqlite.hpp"
#include "engine/store/longitudes.hpp"
#include "engine/store/query.hpp"
#include "engine/store/spatialite/allowed_functions.hpp"
#include "engine/store/writer.hpp"
#include "tests/temporary_folder.hpp"
#include "tests/unit/store/answers.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <cstdlib>
#include <string>
#include <vector>

using namespace tamga;
using namespace tamga::store;

namespace {

/// A store of one layer of points from this table.
std::string store_of(const TemporaryFolder& folder, const std::string& table,
                     const std::string& layer = "points") {
    const std::string path = folder / "made.sqlite";
    const auto writer = create(path, true);
    writer->add_layer(layer, {.path = folder.put("made.csv", table)});
    writer->commit();
    return path;
}

std::size_t rows_within(const std::string& path, const std::string& area) {
    const auto store = open(path);
    return whole(within(*store, {}, parse_area(area))).rows.size();
}

std::string refusal(const std::string& path, const std::string& sql) {
    try {
        const auto store = open(path);
        whole(run_sql(*store, sql));
    } catch (const Error& error) {
        return error.what();
    }
    return "nothing is wrong with it";
}

}  // namespace

TEST_CASE("longitudes beyond 180 come down to those that questions are asked with", "[store]") {
    const TemporaryFolder folder;
    const std::string path = store_of(folder, "name,lat,lon\nA,5,190\nB,5,-190\nC,5,360\n");
    CHECK(rows_within(path, "-175,0,-160,10") == 1);
    CHECK(rows_within(path, "165,0,175,10") == 1);
    CHECK(rows_within(path, "-1,0,1,10") == 1);
    const auto store = open(path);
    CHECK(whole(near(*store, {}, {.lon = -170, .lat = 5}, 1000)).rows.size() == 1);
    CHECK(whole(nearest(*store, {}, {.lon = 170, .lat = 5}, 1)).rows.size() == 1);
}

TEST_CASE("lines and polygons across the antimeridian are cut there", "[store]") {
    model::Features batch;
    batch.positions(std::vector<geo::LonLat>{{170, 0}, {190, 10}, {200, 10}});
    batch.end_part();
    batch.commit({.shape = model::Shape::lines, .record = 1});
    batch.positions(std::vector<geo::LonLat>{{170, 0}, {190, 0}, {190, 10}, {170, 10}});
    batch.end_part();
    batch.positions(std::vector<geo::LonLat>{{175, 2}, {185, 2}, {185, 8}, {175, 8}});
    batch.end_part(true);
    batch.commit({.shape = model::Shape::polygons, .record = 2});
    CHECK(goes_beyond(batch[0]));
    const model::Features line = within_180(batch[0]);
    REQUIRE(line[0].parts.size() == 2);
    CHECK((line[0].positions[0] == geo::LonLat{.lon = 170, .lat = 0}));
    CHECK((line[0].positions[1] == geo::LonLat{.lon = 180, .lat = 5}));
    CHECK((line[0].positions[2] == geo::LonLat{.lon = -180, .lat = 5}));
    const model::Features polygon = within_180(batch[1]);
    REQUIRE(polygon[0].parts.size() == 4);
    CHECK_FALSE(polygon[0].parts[0].hole);
    CHECK(polygon[0].parts[1].hole);
    CHECK_FALSE(goes_beyond(polygon[0]));
}

TEST_CASE("a pole is found from any longitude", "[store]") {
    const TemporaryFolder folder;
    const std::string path = store_of(folder, "name,lat,lon\nN,90,74\nS,-90,-120\n");
    CHECK(rows_within(path, "0,80,10,90") == 1);
    CHECK(rows_within(path, "170,-90,175,-80") == 1);
    CHECK(rows_within(path, "0,80,10,89") == 0);
    const auto store = open(path);
    CHECK(whole(near(*store, {}, {.lon = -5, .lat = 90}, 1)).rows.size() == 1);
    CHECK(whole(near(*store, {}, {.lon = 100, .lat = 89.9999}, 20)).rows.size() == 1);
}

TEST_CASE("weights of a million billion add up exactly", "[store]") {
    const TemporaryFolder folder;
    std::string table = "from_lat,from_lon,to_lat,to_lon,usd\n";
    for (int i = 0; i < 9; ++i) {
        table += "1,1,5,5,1000000000000000\n";
    }
    table += "1,1,5,5,999999999999999.5\n";
    const std::string path = folder / "dollars.sqlite";
    const auto writer = create(path, true);
    const std::string file = folder.put("d.csv", table);
    const route::JourneyReader reader{{.origin = {"from_lat", "from_lon"},
                                       .destination = {"to_lat", "to_lon"},
                                       .origin_name = {},
                                       .destination_name = {},
                                       .weight = "usd",
                                       .time = {},
                                       .category = {}}};
    const Added added =
        writer->add_routes({.name = "flows", .source = {.path = file}, .called = file}, reader);
    writer->commit();
    CHECK(to_string(added.rows.journeys.weight) == "9999999999999999.5");
    const auto store = open(path);
    auto areas =
        named_areas({.text = folder.put(
                         "a.geojson",
                         R"({"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,9],[0,0]]]})")});
    CHECK(whole(totals(*store, {}, std::move(areas))).text(0, 3) == "9999999999999999.5");
}

TEST_CASE("a layer with quotes in its name is kept and found", "[store]") {
    const TemporaryFolder folder;
    const std::string path = store_of(folder, "name,lat,lon\nA,5,10\n", "Cote d'Ivoire \"x\"");
    const auto store = open(path);
    CHECK(whole(within(*store, {.layer = "Cote d'Ivoire \"x\""}, parse_area("0,0,20,20")))
              .rows.size() == 1);
    CHECK(store->layers()[0].name == "Cote d\u2019Ivoire \u201Dx\u201D");
}

TEST_CASE("what cannot be used makes no store", "[store]") {
    const TemporaryFolder folder;
    const auto writer = create(folder / "none.sqlite", true);
    const auto refused = [&](const std::string& table) {
        const std::string path = folder.put("none.csv", table);
        try {
            writer->add_layer("none", {.path = path});
        } catch (const Error& error) {
            return std::string{error.what()}.substr(path.size());
        }
        return std::string{};
    };
    CHECK(refused("lat,lon\n") == ": holds 0 records, only a header with 'lat', 'lon'");
    CHECK(refused("lat,lon\n91,0\n") ==
          ": none of 1 records can be used; 2: latitude 91 is outside -90..90; are latitude and "
          "longitude swapped? GeoJSON and WKT put longitude first");
}

TEST_CASE("a statement calls only what computes", "[store]") {
    for (const char* name :
         {"count", "ST_Length", "astext", "GeodesicLength", "substr", "json_extract"}) {
        CHECK(is_allowed_function(name));
    }
    for (const char* name :
         {"load_extension", "eval", "ImportSHP", "ExportSHP", "BlobFromFile", "fts3_tokenizer",
          "SqlProc_Execute", "zipfile_NumSHP", "Pause", "XB_LoadXML", "CreateSpatialIndex",
          "proj_setdatabasepath", "StoredProc_Execute"}) {
        CHECK_FALSE(is_allowed_function(name));
    }
}

TEST_CASE("a store is asked for no more than it holds", "[store]") {
    const TemporaryFolder folder;
    ::setenv("SPATIALITE_SECURITY", "relaxed", 1);
    const std::string path = store_of(folder, "name,lat,lon\nA,5,10\n");
    const std::string file = folder.put("secret.txt", "TOPSECRET");
    for (const std::string& sql :
         {"SELECT BlobFromFile('" + file + "')", std::string{"SELECT load_extension('x')"},
          std::string{"SELECT Pause()"}, std::string{"SELECT * FROM pragma_table_info('points')"},
          std::string{"SELECT eval('SELECT 1')"}}) {
        CAPTURE(sql);
        CHECK(refusal(path, sql) != "nothing is wrong with it");
    }
    CHECK(refusal(path, "ATTACH '" + file + "' AS a").starts_with("a store is only read"));
    CHECK(refusal(path, "SELECT length(zeroblob(500000000))").find("too big") != std::string::npos);
    CHECK(refusal(path,
                  "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "
                  "SELECT x FROM c")
              .starts_with("the answer is larger than 128 MiB"));
    CHECK(refusal(path, "SELECT round(ST_X(geom)), count(*) FROM points GROUP BY 1") ==
          "nothing is wrong with it");
}

TEST_CASE("a layer that is a view is none of a store", "[store]") {
    const TemporaryFolder folder;
    const std::string path = store_of(folder, "name,lat,lon\nA,5,10\n");
    {
        base::Database database{path, base::Database::Mode::create};
        database.execute(
            "CREATE VIEW v AS SELECT a.fid, a.geom FROM points a, points b; "
            "CREATE TABLE copy AS SELECT * FROM tamga_layers; UPDATE copy SET id = 2, name = 'v'; "
            "INSERT INTO tamga_layers SELECT * FROM copy");
    }
    const auto store = open(path);
    CHECK_THROWS_WITH(within(*store, {.layer = "v"}, parse_area("0,0,20,20")),
                      "layer 'v' is no table of the store");
    {
        base::Database database{path, base::Database::Mode::create};
        database.execute(
            "CREATE VIEW w AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 "
            "FROM c) SELECT x FROM c");
    }
    CHECK_THROWS_WITH(open(path), Catch::Contains("the view 'w' in it is recursive"));
    // A quote in a comment hides nothing.
    for (const char* hiding : {"/* ' */", "-- \"\n", "/* [ */", "'--'"}) {
        base::Database database{path, base::Database::Mode::create};
        database.execute(
            fmt::format("DROP VIEW w; CREATE VIEW w AS SELECT 1 AS x, {} 1 UNION ALL "
                        "SELECT * FROM (WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL "
                        "SELECT x + 1 FROM c) SELECT x, 2 FROM c) -- '",
                        std::string_view{hiding} == "'--'" ? "'--' ||" : hiding));
        CHECK_THROWS_WITH(open(path), Catch::Contains("the view 'w' in it is recursive"));
    }
}
