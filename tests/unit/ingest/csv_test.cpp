// SPDX-License-Identifier: MIT
#include "tests/unit/ingest/reading.hpp"

#include <catch2/catch.hpp>

using namespace tamga;
using namespace tamga::ingest_test;

namespace {

Reading read_csv(const std::string& content, const ingest::Source& settings = {.path = ""}) {
    return read_text(content, "in.csv", settings);
}

std::string only_outcome(const std::string& content) {
    const Reading reading = read_csv(content);
    REQUIRE(reading.summary.read == 1);
    return reading.features.empty() ? reasons(reading).front() : reading.features.front();
}

}  // namespace

TEST_CASE("a table is read whatever separates its cells and ends its lines", "[ingest]") {
    const std::string d = GENERATE(",", ";", "\t", "|");
    const std::string e = GENERATE("\n", "\r\n");
    const std::string bom = GENERATE("", "\xEF\xBB\xBF");
    const std::string last = GENERATE(0, 1) == 0 ? "" : e;
    const std::string content = bom + "name" + d + "lat" + d + "lon" + e + "Osh" + d + "40.5" + d +
                                "72.8" + e + e + "Naryn" + d + "41.4" + d + "76" + last;
    // Detected by content: the name says nothing.
    const Reading reading = read_text(content, "no-name");
    CHECK(reading.features ==
          Lines{R"(2: points (72.8 40.5) name="Osh")", R"(4: points (76 41.4) name="Naryn")"});
    CHECK(reading.summary.read == 2);
}

TEST_CASE("position columns are found by their usual names", "[ingest]") {
    const auto header =
        GENERATE(values<std::string>({"lat,lon,n", "LAT,LNG,n", "Latitude,Longitude,n", "y,x,n",
                                      "lat,long,n", " lat , lon ,n"}));
    CHECK(read_csv(header + "\n40.5,72.8,1\n").features == Lines{"2: points (72.8 40.5) n=1"});
    const auto wkt = GENERATE(values<std::string>({"wkt", "WKT", "geometry", "geom", "the_geom"}));
    CHECK(read_csv(wkt + ",n\nPOINT(72.8 40.5),1\n").features ==
          Lines{"2: points (72.8 40.5) n=1"});
    // A latitude and a longitude go before x and y, and before a geometry.
    CHECK(read_csv("x,y,lat,lon,wkt\n1,2,40.5,72.8,a\n").features ==
          Lines{R"(2: points (72.8 40.5) x=1 y=2 wkt="a")"});
}

TEST_CASE("quoted cells may hold delimiters, quotes and line ends", "[ingest]") {
    CHECK(read_csv("lat,lon,a,b\n1,2,\"x, y\",\"say \"\"hi\"\"\"\n3,4,\"two\nlines\",\n5,6,,z\n")
              .features == Lines{R"(2: points (2 1) a="x, y" b="say "hi"")",
                                 "3: points (4 3) a=\"two\nlines\" b=null",
                                 R"(5: points (6 5) a=null b="z")"});
    CHECK(read_csv("lat,lon,a\n1,2,5\" pipe\n").features ==
          Lines{R"(2: points (2 1) a="5" pipe")"});
    CHECK(read_csv("\"lat\",\"lon\",\"a\"\n\"1\",\"2\",\"3\"\n").features ==
          Lines{"2: points (2 1) a=3"});
}

TEST_CASE("a cell is a number if JSON would write it so, else text", "[ingest]") {
    const auto [cell, expected] = GENERATE(table<std::string, std::string>({
        {"1", "1"},
        {"-12", "-12"},
        {"0", "0"},
        {"9223372036854775808", "9223372036854775808u"},
        {"18446744073709551616", "\"18446744073709551616\""},
        {"0.1", "0.1"},
        {"1e3", "1000"},
        {"-1.5E-2", "-0.015"},
        {"007", "\"007\""},
        {"+5", "\"+5\""},
        {"1.", "\"1.\""},
        {".5", "\".5\""},
        {"1e", "\"1e\""},
        {"1e999", "\"1e999\""},
        {"0x10", "\"0x10\""},
        {"nan", "\"nan\""},
        {"true", "\"true\""},
        {" 1", "\" 1\""},
        {"12:30", "\"12:30\""},
        {"", "null"},
    }));
    CHECK(only_outcome("lat,lon,k\n1,2," + cell + "\n") == "2: points (2 1) k=" + expected);
}

TEST_CASE("where semicolons separate cells, a comma is a decimal point", "[ingest]") {
    CHECK(read_csv("lat;lon;k\n40,5;72,8;1,25\n41.5;73;1,2,3\n").features ==
          Lines{"2: points (72.8 40.5) k=1.25", R"(3: points (73 41.5) k="1,2,3")"});
}

TEST_CASE("a row that cannot be used is bad, and the reason says why", "[ingest]") {
    const auto [row, reason] = GENERATE(table<std::string, std::string>({
        {"1,2", "2 cells, but the header has 3"},
        {"1,2,3,4", "4 cells, but the header has 3"},
        {",,3", "no position: lat and lon are empty"},
        {"north,2,3", "lat 'north' is not a number"},
        {"1,,3", "lon '' is not a number"},
        {"nan,2,3", "lat 'nan' is not a number"},
        {"inf,2,3", "lat 'inf' is not a number"},
        {"91,120,3", "latitude 91 is outside -90..90"},
        {"174.7,41.2,3",
         "latitude 174.7 is outside -90..90; are latitude and longitude swapped? "
         "GeoJSON and WKT put longitude first"},
        {"1,2,\"a\"b",
         "text after a cell's closing quote; quotes inside a quoted cell are written "
         "twice"},
    }));
    CHECK(only_outcome("lat,lon,k\n" + row + "\n") == "2: " + reason);
    CHECK(error_of("lat,lon,k\n" + row + "\n", "in.csv", {.path = "", .strict = true}) ==
          "in.csv:2: " + reason);
}

TEST_CASE("a table without positions is refused, with its columns and the expected ones",
          "[ingest]") {
    CHECK(error_of("from,to\nOsh,Moscow\n", "in.csv") ==
          "in.csv: no columns with positions among 'from', 'to'; expected latitude (or lat, y) and "
          "longitude (or lon, lng, long, x), or wkt (or geometry, geom, the_geom)");
    CHECK(error_of("name\nOsh\n", "in.csv").starts_with("in.csv: no columns with positions"));
}

TEST_CASE("read as a table, rows have all their columns and no geometry", "[ingest]") {
    const ingest::Source table{.path = "", .table = true};
    CHECK(read_csv("from,lat,lon\nOsh,1,2\n", table).features ==
          Lines{R"(2: none from="Osh" lat=1 lon=2)"});
    CHECK(read_csv("name\nOsh\n", table).features == Lines{R"(2: none name="Osh")"});
    CHECK(read_csv("a,,a\n1,2,3\n", table).features == Lines{"2: none a=1 column_2=2 a_3=3"});
    CHECK(read_csv("a,b\n", table).summary.read == 0);
}

TEST_CASE("a table's positions are transformed from the CRS named", "[ingest]") {
    // Computed apart from the engine with the formula of Web Mercator.
    CHECK(read_csv("x,y\n8322806.5,5048290.5\n", {.path = "", .crs = "EPSG:3857"}).features ==
          Lines{"2: points (74.76504286 41.24327052)"});
}

TEST_CASE("a quoted cell that never ends is refused where its row starts", "[ingest]") {
    CHECK(error_of("lat,lon,k\n1,2,a\n3,4,\"b\n5,6,c\n", "in.csv") ==
          "in.csv:3: the file ends inside a quoted cell of the row that starts here; is a closing "
          "quote missing?");
}

TEST_CASE("well-known text is read in every type and spelling", "[ingest]") {
    const auto [wkt, expected] = GENERATE(table<std::string, std::string>({
        {"POINT (1 2)", "points (1 2)"},
        {"point(1 2)", "points (1 2)"},
        {"SRID=4326;POINT(1 2)", "points (1 2)"},
        {"POINT Z (1 2 3)", "points (1 2)"},
        {"POINTZM(1 2 3 4)", "points (1 2)"},
        {"POINT M (1 2 3)", "points (1 2)"},
        {"POINT(1e1 -2.5)", "points (10 -2.5)"},
        {"MULTIPOINT (1 2, 3 4)", "points (1 2, 3 4)"},
        {"MULTIPOINT ((1 2), (3 4), EMPTY)", "points (1 2, 3 4)"},
        {"LINESTRING (1 2, 3 4)", "lines (1 2, 3 4)"},
        {"MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))", "lines (1 2, 3 4; 5 6, 7 8)"},
        {"POLYGON ((0 0, 9 0, 9 9, 0 0), (2 1, 3 1, 3 2, 2 1))",
         "polygons (0 0, 9 0, 9 9; hole 2 1, 3 1, 3 2)"},
        {"MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)), EMPTY, ((20 0, 29 0, 29 9, 20 0)))",
         "polygons (0 0, 9 0, 9 9; 20 0, 29 0, 29 9)"},
        {"GEOMETRYCOLLECTION (POINT (1 2), GEOMETRYCOLLECTION (POINT (3 4)))", "points (1 2, 3 4)"},
    }));
    CHECK(only_outcome("wkt\tk\n" + wkt + "\t1\n") == "2: " + expected + " k=1");
}

TEST_CASE("a ring of well-known text that is none costs only itself", "[ingest]") {
    const Reading reading =
        read_csv("wkt\tname\nMULTIPOLYGON (((5 6, 5 6, 5 6)), ((0 0, 9 0, 9 9, 0 0)))\tHere\n");
    CHECK(reading.features == Lines{"2: polygons (0 0, 9 0, 9 9) name=\"Here\""});
    REQUIRE(reading.summary.lost_parts == 1);
    CHECK(to_string(reading.summary.first_lost[0]) ==
          "a part of 'Here' at 5,6 is left out: a ring has only 1 distinct position; it needs at "
          "least 3");
}

TEST_CASE("Z and M of well-known text are told apart", "[ingest]") {
    CHECK(read_csv("wkt\tk\nPOINT M (1 2 3)\t1\n").summary.notes ==
          Lines{"dropped the M of 1 feature"});
    CHECK(read_csv("wkt\tk\nPOINT Z (1 2 3)\t1\n").summary.notes ==
          Lines{"dropped the Z of 1 feature"});
}

TEST_CASE("what is no well-known text is refused with the place", "[ingest]") {
    const auto [wkt, reason] = GENERATE(table<std::string, std::string>({
        {"", "no geometry"},
        {"POINT EMPTY", "empty geometry"},
        {"POINT (1)", "not well-known text: expected a position of two numbers but found ')'"},
        {"POINT (1 2", "not well-known text: expected ) or a comma but found its end"},
        {"POINT (1 2) x", "not well-known text: expected the end but found 'x'"},
        {"POINT 1 2", "not well-known text: expected ( or EMPTY but found '1 2'"},
        {"CIRCLE (1 2)",
         "not well-known text: expected a geometry type like POINT but found 'CIRCLE (1 2)'"},
        {"SRID=3857;POINT (1 2)",
         "not well-known text: expected SRID=4326; (for another CRS leave it out, and name the CRS "
         "with --crs) but found 'SRID=3857;POINT '"},
    }));
    CHECK(only_outcome("wkt\tk\n" + wkt + "\t1\n") == "2: " + reason);
}
