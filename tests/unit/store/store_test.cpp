// SPDX-License-Identifier: MIT
//
// Stores written by ours and opened by others: ogrinfo and spatialite.
#include "engine/base/error.hpp"
#include "engine/geo/geodesic.hpp"
#include "tests/unit/store/sample.hpp"

#include <catch2/catch.hpp>

#include <fmt/format.h>
#include <fstream>
#include <memory>
#include <numeric>
#include <random>

using namespace tamga;
using namespace tamga::store;

namespace {

std::string random_points(const TemporaryFolder& folder, int count,
                          std::vector<geo::LonLat>& points) {
    std::mt19937_64 random{6};
    std::uniform_real_distribution<double> lon{-180, 180};
    std::uniform_real_distribution<double> lat{-90, 90};
    std::ofstream file{folder / "random.csv"};
    file << "lat,lon\n";
    for (int i = 0; i < count; ++i) {
        points.push_back({.lon = lon(random), .lat = lat(random)});
        file << fmt::format("{},{}\n", points.back().lat, points.back().lon);
    }
    file.close();
    const std::string path = folder / "random.sqlite";
    const auto writer = create(path, false);
    writer->add_layer("points", {.path = folder / "random.csv"});
    writer->commit();
    return path;
}

}  // namespace

TEST_CASE("GDAL finds a store's layers with their kinds, counts and reference system", "[store]") {
    const TemporaryFolder folder;
    const std::string path = sample(folder);
    const std::string list = printed_by("ogrinfo " + path);
    CHECK_THAT(list, Catch::Contains("1: places (Point)") &&
                         Catch::Contains("2: halves (Multi Polygon)") &&
                         Catch::Contains("3: journeys_places (Point)") &&
                         Catch::Contains("4: journeys_pairs (Multi Line String)") &&
                         Catch::Contains("5: journeys (Multi Line String)") &&
                         !Catch::Contains("6: "));
    const std::string places = printed_by("ogrinfo -so " + path + " places");
    CHECK_THAT(places, Catch::Contains("Feature Count: 10") && Catch::Contains("4326") &&
                           Catch::Contains("name: String") && Catch::Contains("people: Integer64"));
    const std::string journeys = printed_by("ogrinfo -so " + path + " journeys");
    CHECK_THAT(journeys, Catch::Contains("Feature Count: 7") && Catch::Contains("weight: Real") &&
                             Catch::Contains("weight_millionths: Integer64") &&
                             Catch::Contains("time: String"));
}

TEST_CASE("SpatiaLite accepts a store's geometries and spatial indexes", "[store]") {
    const TemporaryFolder folder;
    const std::string path = sample(folder);
    const auto answer = [&](const std::string& sql) {
        return printed_by("spatialite -silent " + path + " \"" + sql + "\"");
    };
    for (const char* table : {"places", "halves"}) {
        CHECK_THAT(answer(fmt::format(
                       "SELECT CheckSpatialIndex('{0}', 'geom'), (SELECT spatial_index_enabled "
                       "FROM geometry_columns WHERE f_table_name = '{0}'), (SELECT sum(xmin IS "
                       "NULL) FROM idx_{0}_geom), (SELECT integrity_check FROM "
                       "pragma_integrity_check)",
                       table)),
                   Catch::EndsWith("1|1|0|ok\n"));
    }
    for (const auto& [table, invalid] :
         {std::pair{"places", 0}, std::pair{"halves", 0}, std::pair{"journeys_places", 0},
          // From Osh to Osh there is no length, and no valid line.
          std::pair{"journeys_pairs", 1}, std::pair{"journeys", 1}}) {
        CHECK_THAT(answer(fmt::format("SELECT count(*) FROM {} WHERE ST_IsValid(geom) = 0 OR "
                                      "ST_SRID(geom) <> 4326",
                                      table)),
                   Catch::EndsWith(fmt::format("{}\n", invalid)));
    }
    CHECK_THAT(answer("SELECT view_name, view_rowid, f_table_name FROM views_geometry_columns"),
               Catch::EndsWith("journeys|fid|journeys_pairs\n"));
}

TEST_CASE("a store says what its layers are", "[store]") {
    const TemporaryFolder folder;
    const std::string path = sample(folder);
    const auto all = open(path)->layers();
    REQUIRE(all.size() == 3);
    CHECK(all[0].name == "places");
    CHECK(all[0].kind == Kind::points);
    CHECK(all[0].features == 10);
    CHECK(all[2].kind == Kind::routes);
    CHECK(all[2].has_time);
    CHECK(journey_columns(all[2]).category == "category");
    CHECK_THROWS_WITH(open(fixtures + "places.csv"), Catch::Contains("not a store"));
    CHECK_THROWS_WITH(open(folder / "none"), Catch::Contains("no such file"));
}

TEST_CASE("a store of another version is refused with both versions", "[store]") {
    const TemporaryFolder folder;
    const std::string path = sample(folder);
    const auto change = [&](const std::string& sql) {
        CHECK(printed_by("sqlite3 " + path + " \"" + sql + "\"").empty());
    };
    change("UPDATE tamga_schema SET version = 3, written_by = '9.1'");
    CHECK_THROWS_WITH(open(path),
                      Catch::StartsWith(path + ": its tables are of version 3, written by tamga "
                                               "9.1; this is tamga ") &&
                          Catch::EndsWith(", which reads version 2: a later tamga reads it"));
    change("DROP TABLE tamga_schema");
    CHECK_THROWS_WITH(open(path), path +
                                      ": made by an earlier tamga (its tables are of version 1, "
                                      "and this tamga reads version 2); ingest its sources "
                                      "again");
}

TEST_CASE("a store that is not committed leaves nothing behind", "[store]") {
    const TemporaryFolder folder;
    {
        const auto writer = create(folder / "lost.sqlite", false);
        writer->add_layer("places", {.path = fixtures + "places.csv"});
    }
    CHECK(folder.names().empty());
    sample(folder);
    CHECK_THROWS_AS(create(folder / "sample.sqlite", false), Error);
    create(folder / "sample.sqlite", true)->commit();
    CHECK(open(folder / "sample.sqlite")->layers().empty());
}

TEST_CASE("columns get the type their values have in common", "[store]") {
    const TemporaryFolder folder;
    std::ofstream{folder / "mixed.geojson"} << R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"a":1,"b":1,"c":1,"fid":"x","Name":"p"},"geometry":{"type":"Point","coordinates":[1,2]}},
{"type":"Feature","properties":{"a":2,"b":1.5,"c":"two","name":"q","d":true},"geometry":{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}},
{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]}}]})";
    const auto writer = create(folder / "m.sqlite", false);
    const Added added = writer->add_layer("m", {.path = folder / "mixed.geojson"});
    writer->commit();
    REQUIRE(added.layers.size() == 2);
    CHECK(added.layers[0].name == "m_points");
    CHECK(added.layers[1].name == "m_lines");
    CHECK(added.summary.notes.size() == 2);  // fid and name had to be renamed.
    const std::string points = printed_by("ogrinfo -al " + folder / "m.sqlite" + " m_points");
    CHECK_THAT(points, Catch::Contains("Geometry: Multi Point") &&
                           Catch::Contains("a: Integer64") && Catch::Contains("b: Real") &&
                           Catch::Contains("c: String") && Catch::Contains("fid_2: String") &&
                           Catch::Contains("name_2: String") && Catch::Contains("d: Integer64") &&
                           Catch::Contains("c (String) = 1") &&
                           Catch::Contains("MULTIPOINT ((1 2),(3 4))"));
}

TEST_CASE("journeys whose place is not found are listed with rows and weight", "[store]") {
    const TemporaryFolder folder;
    const auto writer = create(folder / "n.sqlite", false);
    route::JourneyColumns columns;
    columns.origin = {"from"};
    columns.destination = {"to"};
    columns.weight = "people";
    const auto places = route::read_locations(fixtures + "locations.csv");
    const route::JourneyReader reader{columns, places};
    const Added added = writer->add_routes(routes("n", "named.csv"), reader);
    CHECK(added.summary.read == 3);
    CHECK(added.summary.bad == 1);
    CHECK(to_string(added.rows.journeys.weight) == "14");
    CHECK(to_string(added.rows.unresolved.weight) == "3");
    REQUIRE(added.lost_places.size() == 1);
    CHECK(added.lost_places[0].name == "XX");
    CHECK(added.lost_places[0].rows == 1);
    CHECK_THROWS_WITH(writer->add_routes(routes("n2", "named.csv", true), reader),
                      Catch::Contains("named.csv:3: destination: place 'XX' is not in"));
    columns.weight = "persons";
    const route::JourneyReader misspelt{columns, places};
    CHECK_THROWS_WITH(writer->add_routes(routes("n3", "named.csv"), misspelt),
                      Catch::Contains("there is no column 'persons', which is to be the weight"));
    CHECK_THROWS_WITH(writer->add_layer("N", {.path = fixtures + "places.csv"}),
                      Catch::Contains("two layers"));
}

TEST_CASE("the nearest points are those of brute force, in order", "[store]") {
    const TemporaryFolder folder;
    std::vector<geo::LonLat> points;
    const auto store = open(random_points(folder, 3000, points));
    std::mt19937_64 random{7};
    std::uniform_real_distribution<double> lon{-180, 180};
    std::uniform_real_distribution<double> lat{-90, 90};
    for (int i = 0; i < 60; ++i) {
        // Every third centre lies beside the antimeridian, or beside a pole.
        const geo::LonLat centre{.lon = i % 3 == 0 ? 179.99 : lon(random),
                                 .lat = i % 3 == 1 ? 89.9 : lat(random)};
        std::vector<std::int64_t> order(points.size());
        std::iota(order.begin(), order.end(), 1);
        std::ranges::stable_sort(order, {}, [&](std::int64_t fid) {
            return geo::distance_m(points[static_cast<std::size_t>(fid) - 1], centre);
        });
        order.resize(10);
        CHECK(fids(nearest(*store, {}, centre, 10)) == order);
        const double radius_m =
            geo::distance_m(points[static_cast<std::size_t>(order[6]) - 1], centre) + 1e-6;
        order.resize(7);
        CHECK(fids(near(*store, {}, centre, radius_m)) == order);
    }
    CHECK(whole(nearest(*store, {}, {0, 0}, 5000)).rows.size() == 3000);
}

TEST_CASE("points within a box are those of brute force, across the antimeridian too", "[store]") {
    const TemporaryFolder folder;
    std::vector<geo::LonLat> points;
    const auto store = open(random_points(folder, 3000, points));
    std::vector<std::int64_t> expected;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if ((points[i].lon >= 150 || points[i].lon <= -160) && std::abs(points[i].lat) <= 40) {
            expected.push_back(static_cast<std::int64_t>(i) + 1);
        }
    }
    CHECK(expected.size() > 100);
    CHECK(fids(within(*store, {}, area("150,-40,-160,40"))) == expected);
    CHECK(fids(within(*store, {}, area("POLYGON((150 -40,200 -40,200 40,150 40,150 -40))"))) ==
          expected);
}

TEST_CASE("a route is found in an area that only its geodesic enters", "[store]") {
    const TemporaryFolder folder;
    const auto store = open(sample(folder));
    const WholeAnswer answer = whole(crossing(*store, {}, area(fixtures + "north.geojson")));
    REQUIRE(answer.fids() == std::vector<std::int64_t>{1});  // Moscow to Tokyo.
    const std::size_t first = answer.columns.size() - 5;
    CHECK(answer.columns[first].name == "inside_m");
    CHECK(answer.real(0, first + 2) == Approx(60).margin(1e-8));
    CHECK(answer.real(0, first + 4) == Approx(60).margin(1e-8));
    // What of it lies inside is the geodesic between entry and exit.
    CHECK(answer.real(0, first) ==
          Approx(geo::distance_m({answer.real(0, first + 1), 60}, {answer.real(0, first + 3), 60}))
              .margin(0.01));
}

TEST_CASE("routes inside an area, across the antimeridian, have neither entry nor exit",
          "[store]") {
    const TemporaryFolder folder;
    const auto store = open(sample(folder));
    const WholeAnswer answer = whole(crossing(*store, {}, area("170,-30,-160,0")));
    CHECK(answer.fids() == std::vector<std::int64_t>{5, 6});
    CHECK(answer.cell(0, answer.columns.size() - 1) == model::Value{});
    // A journey from Osh to Osh stays in the area without a length in it.
    CHECK(fids(crossing(*store, {}, area("72,40,73,41"))) == std::vector<std::int64_t>{2, 3, 7});
}

TEST_CASE("routes between areas can be filtered by time and by expression", "[store]") {
    const TemporaryFolder folder;
    const auto store = open(sample(folder));
    const auto from = area("60,30,80,50");
    const auto to = area("30,50,40,60");
    const auto found = [&](const Filter& filter) {
        return fids(between(*store, filter, from, to));
    };
    CHECK(found({}) == std::vector<std::int64_t>{2, 3});
    CHECK(found({.layer = {}, .time = "2016..", .where = {}}) == std::vector<std::int64_t>{3});
    CHECK(found({.layer = {}, .time = "..2015", .where = {}}) == std::vector<std::int64_t>{2});
    CHECK(found({.layer = {}, .time = "2015", .where = {}}) == std::vector<std::int64_t>{2});
    CHECK(found({.layer = {}, .time = "2015-01..2019-12", .where = {}}).empty());
    CHECK(found({.layer = {}, .time = {}, .where = "weight > 6000"}) ==
          std::vector<std::int64_t>{3});
    CHECK(fids(between(*store, {}, to, from)).empty());
    CHECK_THROWS_WITH(
        found({.layer = {}, .time = {}, .where = "wight > 1"}),
        Catch::Contains("column 1: layer 'journeys' has no attribute 'wight'; did you mean "
                        "'weight'?"));
    CHECK_THROWS_AS(found({.layer = {}, .time = "2020..2015", .where = {}}), Error);
    CHECK_THROWS_WITH(found({.layer = {}, .time = "2015-2020", .where = {}}),
                      "--time: '2015-2020' is no time; it takes A..B, A.., ..B or one period, of "
                      "years, dates (2010, 2010-05, 2010-05-03, 03.05.2010) or numbers, or a label "
                      "as the data has it; layer 'journeys' has '2015', '2020'");
    CHECK_THROWS_WITH(found({.layer = "places", .time = {}, .where = {}}),
                      Catch::Contains("holds points; this question is for routes"));
}

TEST_CASE("totals of areas that cover everything add up to the weight of all routes", "[store]") {
    const TemporaryFolder folder;
    const auto store = open(sample(folder));
    const WholeAnswer answer = whole(
        totals(*store, {}, named_areas({.text = fixtures + "halves.geojson", .names = {"half"}})));
    REQUIRE(answer.rows.size() == 3);
    double in = 0;
    double out = 0;
    double inside = 0;
    double net = 0;
    for (std::size_t row = 0; row < 3; ++row) {
        in += std::stod(answer.text(row, 1));
        out += std::stod(answer.text(row, 2));
        inside += std::stod(answer.text(row, 3));
        net += std::stod(answer.text(row, 4));
    }
    CHECK(in == out);
    CHECK(net == 0);
    CHECK(in + inside == 13310.5);
    CHECK(answer.columns[1].is_decimal);
    CHECK(answer.text(0, 0) == "west");
    CHECK(answer.text(0, 1) == "30");
    CHECK(answer.text(2, 3) == "0");
    CHECK_THROWS_WITH(read_areas(fixtures + "halves.geojson", "side"),
                      Catch::Contains("no area has a value in 'side'"));
}

TEST_CASE("SQL can only read", "[store]") {
    const TemporaryFolder folder;
    const std::string path = sample(folder);
    const auto store = open(path);
    const auto asked = [&](const char* sql) { return whole(run_sql(*store, sql)); };
    const WholeAnswer count = asked(" select count(*) AS n, geom from places");
    CHECK(count.columns[0].name == "n");
    CHECK(count.integer(0, 0) == 10);
    CHECK(count.rows[0].shape == model::Shape::points);
    CHECK(asked("WITH a AS (SELECT 1) SELECT * FROM a;").rows.size() == 1);
    CHECK_FALSE(asked("EXPLAIN SELECT 1").rows.empty());
    for (const char* sql :
         {"DELETE FROM places", "SELECT 1; SELECT 2", "PRAGMA user_version", "DROP TABLE places",
          "ATTACH 'x' AS y", "", "WITH a AS (SELECT 1) DELETE FROM places", "SELECT nothing",
          "SELECT load_extension('x')", "SELECT BlobToFile(geom, 'x') FROM places",
          "VACUUM INTO 'x'", "CREATE TEMP TABLE t (a)", "selection"}) {
        CHECK_THROWS_AS(asked(sql), Error);
    }
    CHECK(asked("SELECT count(*) FROM places").integer(0, 0) == 10);
}

TEST_CASE("an area is a file, WKT or a box, or else it says what it is not", "[store]") {
    CHECK(area(fixtures + "north.geojson").contains({80, 70}));
    CHECK(area("MULTIPOLYGON(((0 0,1 0,1 1,0 0)))").contains({0.9, 0.5}));
    CHECK(area("-10, -10, 10, 10").contains({10, 10}));
    CHECK_THROWS_WITH(parse_area("Kyrgyzstan", "nowhere/none.tamga"),
                      Catch::Contains("none.tamga"));
    CHECK_THROWS_AS(area("nowhere.geojson"), Error);
    CHECK_THROWS_WITH(area("0,0,10,100"), Catch::Contains("west,south,east,north"));
    CHECK_THROWS_WITH(area(fixtures + "places.csv"), Catch::Contains("latitude 91"));
    CHECK_THROWS_AS(area("POLYGON((0 0,1"), Error);
}
