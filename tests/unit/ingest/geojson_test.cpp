// SPDX-License-Identifier: MIT
#include "engine/base/compress.hpp"
#include "tests/unit/ingest/reading.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

using namespace tamga;
using namespace tamga::ingest_test;

namespace {

std::string feature(const std::string& geometry, const std::string& more = "") {
    return R"({"type":"Feature",)" + more + R"("geometry":)" + geometry + "}";
}

std::string point(const std::string& coordinates, const std::string& more = "") {
    return feature(R"({"type":"Point","coordinates":)" + coordinates + "}", more);
}

std::string collection(const std::string& features, const std::string& more = "") {
    return R"({"type":"FeatureCollection",)" + more + R"("features":[)" + features + "]}";
}

/// The one feature or reason that reading `content` comes to.
std::string outcome(const std::string& content, const ingest::Source& settings = {.path = ""}) {
    const Reading reading = read_text(content, "in.geojson", settings);
    REQUIRE(reading.summary.read == 1);
    return reading.features.empty() ? reasons(reading).front() : reading.features.front();
}

const std::string osh = point("[72.8,40.5]");
const std::string naryn = point("[76,41.4]");

}  // namespace

TEST_CASE("GeoJSON is read in every build it comes in", "[ingest]") {
    const std::string rs = "\x1e";
    const auto content = GENERATE_COPY(values<std::string>({
        osh + "\n" + naryn + "\n",
        osh + "\n" + naryn,
        osh + "\r\n\r\n" + naryn + "\r\n",
        osh + naryn,
        osh + " " + naryn + "\n",
        osh + ",\n" + naryn,  // The elements of an array without it; tippecanoe reads that, too.
        rs + osh + "\n" + rs + naryn + "\n",
        "\xEF\xBB\xBF" + osh + "\n" + naryn,
        collection(osh + "," + naryn),
        collection(" \n" + osh + "\n ,\n" + naryn + " \n"),
        collection(osh + "," + naryn + ","),
        collection(osh) + collection(naryn),
        collection(osh) + "\n" + naryn,
        R"({"features":[)" + osh + "," + naryn +
            R"(],"name":{"a":[1]},"type":"FeatureCollection"})",
        R"({"name":"}]\"{","bbox":[1,2],"type":"FeatureCollection","features":[)" + osh + "," +
            naryn + "]}",
        R"({"type":"Point","coordinates":[72.8,40.5]} {"coordinates":[76,41.4],"type":"Point"})",
    }));
    CAPTURE(content);
    const auto check = [&](const std::string& bytes) {
        const Reading reading = read_text(bytes, "no-name");
        REQUIRE(reading.features.size() == 2);
        CHECK(reading.features[0].find(": points (72.8 40.5)") != std::string::npos);
        CHECK(reading.features[1].find(": points (76 41.4)") != std::string::npos);
        CHECK(reading.summary.read == 2);
        CHECK(reading.summary.bad == 0);
    };
    check(content);
    check(std::string{as_text(base::Compressor{}.gzip(as_bytes(content)))});
}

TEST_CASE("a feature carries the line it starts on", "[ingest]") {
    CHECK(read_text("\n" + osh + "\n\n" + naryn + "\n").features ==
          Lines{"2: points (72.8 40.5)", "4: points (76 41.4)"});
    CHECK(read_text(collection("\n\n" + osh + ",\n" + naryn)).features ==
          Lines{"3: points (72.8 40.5)", "4: points (76 41.4)"});
}

TEST_CASE("every GeoJSON geometry becomes its shape, rings open", "[ingest]") {
    const auto [geometry, expected] = GENERATE(table<std::string, std::string>({
        {R"({"type":"Point","coordinates":[1,2]})", "points (1 2)"},
        {R"({"coordinates":[1,2],"type":"Point"})", "points (1 2)"},
        {R"({"type":"MultiPoint","coordinates":[[1,2],[3,4]]})", "points (1 2, 3 4)"},
        {R"({"type":"LineString","coordinates":[[1,2],[3,4]]})", "lines (1 2, 3 4)"},
        {R"({"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[],[[5,6],[7,8]]]})",
         "lines (1 2, 3 4; 5 6, 7 8)"},
        {R"({"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]],[[1,1],[2,1],[2,2],[1,1]]]})",
         "polygons (0 0, 9 0, 9 9; hole 1 1, 2 1, 2 2)"},
        {R"({"type":"MultiPolygon","coordinates":[[[[0,0],[9,0],[9,9],[0,0]]],[],
            [[[20,0],[29,0],[29,9],[20,0]]]]})",
         "polygons (0 0, 9 0, 9 9; 20 0, 29 0, 29 9)"},
        {R"({"type":"Point","coordinates":[-359.5,-90]})", "points (-359.5 -90)"},
    }));
    CHECK(outcome(feature(geometry)) == "1: " + expected);
    CHECK(outcome(geometry) == "1: " + expected);
}

TEST_CASE("a collection of mixed shapes is one feature a shape, with all attributes", "[ingest]") {
    const Reading reading = read_text(feature(
        R"({"type":"GeometryCollection","geometries":[
            {"type":"LineString","coordinates":[[0,0],[1,1]]},
            {"type":"Point","coordinates":[5,5]},
            {"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[6,6]}]}]})",
        R"("id":4,"properties":{"a":1,"b":"x"},)"));
    CHECK(reading.features ==
          Lines{R"(1: points (5 5, 6 6) id=4 a=1 b="x")", R"(1: lines (0 0, 1 1) id=4 a=1 b="x")"});
    CHECK(reading.summary.read == 2);
}

TEST_CASE("properties keep their type, every digit, and nested ones their text", "[ingest]") {
    const auto [json, expected] = GENERATE(table<std::string, std::string>({
        {"1", "1"},
        {"-0", "0"},
        {"9223372036854775807", "9223372036854775807"},
        {"9223372036854775808", "9223372036854775808u"},
        {"18446744073709551616", "1.8446744073709552e+19"},
        {"1.0", "1"},
        {"0.1", "0.1"},
        {"74.76609800000006", "74.76609800000006"},
        {"true", "true"},
        {"null", "null"},
        {R"("caf\u00e9 \"x\"")", "\"café \"x\"\""},
        {R"({ "a" : [ 1, "x y" ] })", R"("{"a":[1,"x y"]}")"},
        {"[ ]", "\"[]\""},
    }));
    CHECK(outcome(point("[1,2]", R"("properties":{"k":)" + json + "},")) ==
          "1: points (1 2) k=" + expected);
}

TEST_CASE("whole numbers and 1.0 arrive as different types", "[ingest]") {
    const TemporaryFile file{"in.geojson", point("[1,2]", R"("properties":{"a":1,"b":1.0},)")};
    ingest::read({.path = file.path()}, [](model::Features&& batch) -> ingest::Finish {
        CHECK(std::holds_alternative<std::int64_t>(batch[0].attributes[0].value));
        CHECK(std::holds_alternative<double>(batch[0].attributes[1].value));
        return {};
    });
}

TEST_CASE("ids that are whole numbers stay, others are left out with a note", "[ingest]") {
    CHECK(outcome(point("[1,2]", R"("id":18446744073709551615,)")) ==
          "1: points (1 2) id=18446744073709551615");
    const auto other = GENERATE(values<std::string>({"-1", "1.5", "\"12\"", "\"a\""}));
    const Reading reading = read_text(point("[1,2]", "\"id\":" + other + ","));
    CHECK(reading.features == Lines{"1: points (1 2)"});
    CHECK(reading.summary.notes ==
          Lines{"left out the id of 1 feature: not a whole number from 0 up"});
    CHECK(read_text(point("[1,2]", R"("id":null,)")).summary.notes.empty());
}

TEST_CASE("a tippecanoe member limits the zooms of its feature", "[ingest]") {
    CHECK(outcome(point("[1,2]", R"("tippecanoe":{"minzoom":2,"layer":"x","maxzoom":5},)")) ==
          "1: points (1 2) zoom=2..5");
    CHECK(outcome(point("[1,2]", R"("tippecanoe":{"minzoom":31},)")) ==
          "1: a zoom in \"tippecanoe\" is not a whole number from 0 to 30");
}

TEST_CASE("Z and M are dropped, and the note says of how many features", "[ingest]") {
    const Reading reading = read_text(point("[1,2,3]") + "\n" + point("[1,2,3]") + "\n" +
                                      point("[1,2,3,4]") + "\n" + point("[1,2]"));
    CHECK(reading.features.front() == "1: points (1 2)");
    CHECK(reading.summary.notes ==
          Lines{"dropped the Z of 2 features", "dropped the Z and M of 1 feature"});
}

TEST_CASE("a ring the file leaves open is closed, with a note", "[ingest]") {
    const Reading reading = read_text(R"({"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9]]]})");
    CHECK(reading.features == Lines{"1: polygons (0 0, 9 0, 9 9)"});
    CHECK(reading.summary.notes == Lines{"closed 1 ring that the file leaves open"});
}

TEST_CASE("a record that cannot be used is bad, and the reason says why", "[ingest]") {
    const auto [record, reason] = GENERATE(table<std::string, std::string>({
        {point("[41.2,174.7]"),
         "latitude 174.7 is outside -90..90; are latitude and longitude "
         "swapped? GeoJSON and WKT put longitude first"},
        {point("[0,-91]"),
         "latitude -91 is outside -90..90; are latitude and longitude swapped? "
         "GeoJSON and WKT put longitude first"},
        {point("[120,91]"), "latitude 91 is outside -90..90"},
        {point("[361,0]"), "longitude 361 is outside -360..360"},
        {point("[8322806,5047222]"),
         "latitude 5047222 is outside -90..90; are these metres? then "
         "name their CRS, as in --crs EPSG:3857"},
        {point("[]"), "empty geometry"},
        {point("[1]"), "a position has 1 number; it needs 2: longitude, latitude"},
        {point("[\"1\",2]"), "a coordinate is not a number"},
        {point("[NaN,2]"), "a coordinate is not a number"},
        {point("[1e999,2]"), "a coordinate is not a number"},
        {point("[null,2]"), "a coordinate is not a number"},
        {point("7"), "a geometry without an array of \"coordinates\""},
        {feature("null"), "no geometry"},
        {R"({"type":"Feature","properties":{}})", "no geometry"},
        {feature("[]"), "\"geometry\" is not an object"},
        {feature("{}"), "a geometry without a \"type\""},
        {feature(R"({"type":"Point"})"), "a geometry without an array of \"coordinates\""},
        {feature(R"({"type":"Curve","coordinates":[]})"), "geometry type \"Curve\" is unknown"},
        {feature(R"({"type":"GeometryCollection","geometries":[]})"), "empty geometry"},
        {feature(R"({"type":"GeometryCollection"})"),
         "a GeometryCollection without an array of \"geometries\""},
        {feature(R"({"type":"MultiPoint","coordinates":[]})"), "empty geometry"},
        {feature(R"({"type":"MultiPoint","coordinates":[1,2]})"),
         "\"coordinates\" are not as deeply nested as their type needs"},
        {feature(R"({"type":"MultiPoint","coordinates":[[]]})"),
         "an empty position in a list of positions"},
        {feature(R"({"type":"LineString","coordinates":[[1,2]]})"),
         "a line has 1 position; it needs at least 2"},
        {feature(R"({"type":"Polygon","coordinates":[]})"), "empty geometry"},
        {feature(R"({"type":"Polygon","coordinates":[[[0,0],[1,1],[0,0],[1,1],[0,0]]]})"),
         "a ring has only 2 distinct positions; it needs at least 3"},
        {feature(R"({"type":"Polygon","coordinates":[[],[[0,0],[1,0],[1,1],[0,0]]]})"),
         "a polygon has a hole, but its outer ring is empty"},
        {point("[1,2]", R"("properties":[1],)"), "\"properties\" is not an object"},
        {point("[1,2]", R"("crs":{"type":"name"},)"),
         "a feature with a \"crs\" of its own; name it with --crs"},
        {R"({"a":1})", "neither a feature nor a geometry: it has no \"type\", but 'a'"},
        {R"({"type":"Feature","a":{"type":"Point"} "geometry":null})",
         "not valid JSON: The JSON document has an improper structure: missing or superfluous "
         "commas, braces, missing keys, etc."},
        {point("[1,2]", R"("properties":{"a":[1,,2]},)"),
         "not valid JSON: The JSON document has an improper structure: missing or superfluous "
         "commas, braces, missing keys, etc."},
    }));
    const std::string content = collection(record);
    CAPTURE(content);
    CHECK(outcome(content) == "1: " + reason);
    CHECK(error_of(content, "in.geojson", {.path = "", .strict = true}) ==
          "in.geojson:1: " + reason);
}

TEST_CASE("a bad line does not spoil its neighbours", "[ingest]") {
    const auto bad = GENERATE(values<std::string>(
        {R"({"type":"Feature","geometry":{"type":"Point")", "nonsense", "[1,2]", "}}}",
         R"({"type":"Feature","properties":{"a":"unclosed)", R"({"type":"FeatureCollection"})"}));
    const Reading reading = read_text(osh + "\n" + bad + "\n" + naryn + "\n");
    CHECK(reading.features == Lines{"1: points (72.8 40.5)", "3: points (76 41.4)"});
    REQUIRE(reading.summary.first_bad.size() == 1);
    CHECK(reading.summary.first_bad[0].record == 2);
    CHECK(reading.summary.read == 3);
}

TEST_CASE("a line with more behind its feature is bad", "[ingest]") {
    const Reading reading = read_text(osh + "\n" + osh + naryn + "\n");
    CHECK(reasons(reading) == Lines{"2: not valid JSON: more text after the end of the feature"});
}

TEST_CASE("the first twenty bad records are named, all are counted", "[ingest]") {
    std::string content = osh + "\n";
    for (int i = 0; i < 30; ++i) {
        content += feature("null") + "\n";
    }
    const Reading reading = read_text(content);
    CHECK(reading.summary.bad == 30);
    REQUIRE(reading.summary.first_bad.size() == 20);
    CHECK(reading.summary.first_bad[0].record == 2);
    CHECK(reading.summary.first_bad[19].record == 21);
}

TEST_CASE("a table's records need no geometry", "[ingest]") {
    const Reading reading =
        read_text(collection(R"({"type":"Feature","geometry":null,"properties":{"a":1}},)" + osh),
                  "in.geojson", {.path = "", .table = true});
    CHECK(reading.features == Lines{"1: none a=1", "1: points (72.8 40.5)"});
}

TEST_CASE("an empty collection is no error", "[ingest]") {
    const auto content = GENERATE(values<std::string>(
        {R"({"type":"FeatureCollection","features":[]})", R"({"features":[ ]})"}));
    CHECK(read_text(content).summary.read == 0);
}

TEST_CASE("the crs member of older GeoJSON is honoured, and --crs goes first", "[ingest]") {
    // 8322806.5, 5048290.5 in Web Mercator: computed apart from the engine with its formula.
    const std::string metres = point("[8322806.5,5048290.5]");
    const auto named = [](const std::string& name) {
        return R"("crs":{"type":"name","properties":{"name":")" + name + "\"}},";
    };
    const std::string expected = "1: points (74.76504286 41.24327052)";
    CHECK(outcome(collection(metres, named("urn:ogc:def:crs:EPSG::3857"))) == expected);
    CHECK(outcome(collection(metres, named("EPSG:3857"))) == expected);
    CHECK(outcome(collection(metres, R"("crs":{"type":"EPSG","properties":{"code":3857}},)")) ==
          expected);
    CHECK(outcome(collection(metres, named("EPSG:4326")), {.path = "", .crs = "EPSG:3857"}) ==
          expected);
    for (const char* same : {"urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326"}) {
        CHECK(outcome(collection(osh, named(same))) == "1: points (72.8 40.5)");
    }
    CHECK(outcome(collection(osh, R"("crs":null,)")) == "1: points (72.8 40.5)");
    const Reading two = read_text(collection(metres, named("EPSG:3857")) + collection(osh));
    CHECK(two.features == Lines{expected, "1: points (72.8 40.5)"});
}

TEST_CASE("a crs that cannot be honoured is refused", "[ingest]") {
    CHECK(error_of(collection(osh, R"("crs":{"type":"name","properties":{"name":"EPSG:1"}},)")) ==
          "in.geojson:1: CRS 'EPSG:1' is unknown; expected something like EPSG:3857");
    CHECK(error_of(collection(osh, R"("crs":{"type":"link"},)")) ==
          "in.geojson:1: a \"crs\" that names none; name it with --crs");
    CHECK(error_of(R"({"features":[)" + osh + R"(],"crs":{"properties":{"name":"EPSG:3857"}}})") ==
          "in.geojson:1: \"crs\" comes after the features; name it with --crs");
    CHECK(error_of(osh, "in.geojson", {.path = "", .crs = "EPSG:1"}) ==
          "CRS 'EPSG:1' is unknown; expected something like EPSG:3857");
}

TEST_CASE("a ring or line that is none costs only itself", "[ingest]") {
    const std::string square = "[[0,0],[9,0],[9,9],[0,0]]";
    const std::string kept = "1: polygons (0 0, 9 0, 9 9)";
    const auto [geometry, expected, reasons] = GENERATE_COPY(table<std::string, Lines, Lines>({
        {R"({"type":"MultiPolygon","coordinates":[[[[5,6],[5,6],[5,6],[5,6]]],[)" + square + "]]}",
         {kept},
         {"5 6: a ring has only 1 distinct position; it needs at least 3"}},
        {R"({"type":"MultiPolygon","coordinates":[[)" + square +
             R"(],[[[5,6],[7,8],[5,6]],[[1,2],[2,2],[2,1],[1,2]]]]})",
         {kept},
         {"5 6: a ring has only 2 distinct positions; it needs at least 3",
          "1 2: a hole in a ring that is left out"}},
        {R"({"type":"Polygon","coordinates":[)" + square + ",[[5,2],[6,2],[5,2]]]}",
         {kept},
         {"5 2: a ring has only 2 distinct positions; it needs at least 3"}},
        {R"({"type":"MultiPolygon","coordinates":[[[],[[1,2],[2,2],[2,1],[1,2]]],[)" + square +
             "]]}",
         {kept},
         {"1 2: a polygon has a hole, but its outer ring is empty"}},
        {R"({"type":"MultiLineString","coordinates":[[[1,2]],[[3,4],[5,6]]]})",
         {"1: lines (3 4, 5 6)"},
         {"1 2: a line has 1 position; it needs at least 2"}},
        {R"({"type":"GeometryCollection","geometries":[{"type":"LineString","coordinates":)"
         R"([[1,2]]},{"type":"Point","coordinates":[3,4]}]})",
         {"1: points (3 4)"},
         {"1 2: a line has 1 position; it needs at least 2"}},
    }));
    CAPTURE(geometry);
    const Reading reading = read_text(feature(geometry));
    CHECK(reading.features == expected);
    CHECK(reading.summary.bad == 0);
    CHECK(reading.summary.read == 1);
    CHECK(reading.summary.lost_parts == reasons.size());
    REQUIRE(reading.summary.first_lost.size() == reasons.size());
    for (std::size_t i = 0; i < reasons.size(); ++i) {
        const ingest::LostPart& part = reading.summary.first_lost[i];
        CHECK(part.record == 1);
        CHECK(fmt::format("{} {}: {}", part.at.lon, part.at.lat, part.reason) == reasons[i]);
    }
    CHECK(error_of(feature(geometry), "in.geojson", {.path = "", .strict = true}) ==
          "in.geojson:1: " + reading.summary.first_lost[0].reason);
}

TEST_CASE("what is left out or bad is told with its feature's name", "[ingest]") {
    const std::string one = R"({"type":"Polygon","coordinates":[[[5,6],[5,6],[5,6]]]})";
    const std::string two =
        R"({"type":"MultiPolygon","coordinates":[[[[5,6],[5,6],[5,6]]],[[[0,0],[9,0],[9,9]]]]})";
    for (const std::string key : {"name", "Name", "NAME"}) {
        const std::string properties = R"("properties":{"iso":"IT",")" + key + R"(":"Italy"},)";
        CHECK(read_text(feature(one, properties)).summary.first_bad.at(0).name == "Italy");
        CHECK(read_text(feature(two, properties)).summary.first_lost.at(0).name == "Italy");
    }
    const Reading numbered = read_text(feature(two, R"("id":380,)"));
    CHECK(to_string(numbered.summary.first_lost.at(0)) ==
          "a part of 'id 380' at 5,6 is left out: a ring has only 1 distinct position; it needs at "
          "least 3");
    const Reading nameless = read_text(feature(two));
    CHECK(to_string(nameless.summary.first_lost.at(0)) ==
          "a part of the feature at 5,6 is left out: a ring has only 1 distinct position; it needs "
          "at least 3");
}
