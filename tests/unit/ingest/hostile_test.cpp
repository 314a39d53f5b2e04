// SPDX-License-Identifier: MIT
//
// Files that are damaged, or made to harm: each is refused in little time and memory, with what it
// is and where, and the records around a bad one are kept.
#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"
#include "engine/base/sqlite.hpp"
#include "tests/unit/ingest/reading.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

using namespace tamga;
using namespace tamga::ingest_test;
namespace fs = std::filesystem;

namespace {

std::string repeated(const std::string& text, std::size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}

std::string point(const std::string& properties) {
    return R"({"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},"properties":)" +
           properties + "}";
}

std::string message_of(const ingest::Source& source) {
    try {
        read(source);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

/// A VRT of one layer, with this for its source.
std::string vrt_of(const std::string& source) {
    return "<OGRVRTDataSource><OGRVRTLayer name=\"secret\"><SrcDataSource>" + source +
           "</SrcDataSource><GeometryType>wkbPoint</GeometryType><GeometryField "
           "encoding=\"PointFromColumns\" x=\"lon\" y=\"lat\"/></OGRVRTLayer></OGRVRTDataSource>";
}

/// A database with a row in its schema that nobody could write by SQL alone.
void write_database(const std::string& path, const std::string& type, const std::string& sql) {
    base::Database database{path, base::Database::Mode::create};
    database.execute("CREATE TABLE t (a); PRAGMA writable_schema = ON");
    database
        .prepare(
            "INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) "
            "VALUES (?, 'outside', 'outside', 0, ?)")
        .bind(1, std::string_view{type})
        .bind(2, std::string_view{sql})
        .run();
}

}  // namespace

TEST_CASE("JSON that is nested without end is refused with its line", "[ingest]") {
    CHECK(error_of(R"({"type":"FeatureCollection","features":[)" + std::string(1'000'000, '['))
              .starts_with("in.geojson:1: expected a feature but found '[[[["));
    const std::string deep = repeated("{\"a\":", 200'000) + "1" + std::string(200'000, '}');
    const Reading reading = read_text(point("{}") + "\n" + point(deep) + "\n" + point("{}") + "\n");
    CHECK(reading.features.size() == 2);
    REQUIRE(reasons(reading).size() == 1);
    CHECK(reasons(reading)[0].starts_with("2: not valid JSON: The JSON document was too deep"));
    CHECK_FALSE(
        error_of(R"({"type":"Topology","objects":{"a":)" + deep + "}}", "in.topojson").empty());
    CHECK(error_of("<gpx>" + repeated("<a>", 200'000), "in.gpx") ==
          "in.gpx: its XML is nested more than 1000 deep");
    CHECK(reasons(read_text("wkt,a\n\"" + repeated("GEOMETRYCOLLECTION(", 100'000) + "\",1\n",
                            "in.csv"))[0]
              .starts_with("2: not well-known text: expected a geometry type"));
}

TEST_CASE("a NUL in a name or a value costs its record only", "[ingest]") {
    const Reading reading =
        read_text(point(R"({"a\u0000b":1})") + "\n" + point(R"({"a":"x\u0000y"})") + "\n" +
                  point(R"({"a":"\u00e9\\u0000"})") + "\n");
    CHECK(reading.features == Lines{R"(3: points (1 2) a="é\u0000")"});
    CHECK(
        reasons(reading) ==
        Lines{"1: an attribute's name or value has a NUL character (\\u0000), which no text has",
              "2: an attribute's name or value has a NUL character (\\u0000), which no text has"});
    const Reading table =
        read_text(std::string{"lat,lon,a\n1,2,x\n3,4,y\0z\n5,6,w\n", 30}, "in.csv");
    CHECK(table.features == Lines{R"(2: points (2 1) a="x")", R"(4: points (6 5) a="w")"});
    CHECK(reasons(table) == Lines{"3: a NUL character, which no text has"});
}

TEST_CASE("coordinates beyond all bounds are bad records", "[ingest]") {
    const auto number = GENERATE(values<std::string>({"1e308", "-1e308", "1e999", "nan", "inf"}));
    const Reading reading = read_text(R"({"type":"LineString","coordinates":[[)" + number +
                                      ",0],[1,2]]}\n" + point("{}") + "\n");
    CHECK(reading.features == Lines{"2: points (1 2)"});
    CHECK(reading.summary.bad == 1);
}

TEST_CASE("a table that is cut in the middle of a row is refused", "[ingest]") {
    CHECK(error_of("lat,lon,name\n1,2,Osh\n3,4", "in.csv") ==
          "in.csv:3: the file ends inside the row that starts here, after 2 of 3 cells; was it cut "
          "short by a broken download?");
    CHECK(error_of("lat,lon,name\n1,2,Osh\n3,4,\"Nar", "in.csv") ==
          "in.csv:3: the file ends inside a quoted cell of the row that starts here; is a closing "
          "quote missing?");
    CHECK(read_text("lat,lon,name\n1,2,Osh\n3,4,Naryn", "in.csv").features.size() == 2);
    CHECK(read_text("lat,lon,name\n1,2,Osh\n3,4\n", "in.csv").summary.bad == 1);
}

TEST_CASE("a table of another encoding is read, and a guess is told", "[ingest]") {
    const std::string utf16_le{
        "l\0a\0t\0,\0l\0o\0n\0,\0n\0\n\0"
        "1\0,\0"
        "2\0,\0\x1E\x04H\x04\n\0",
        34};
    std::string utf16_be;
    for (std::size_t i = 0; i < utf16_le.size(); i += 2) {
        utf16_be += {utf16_le[i + 1], utf16_le[i]};
    }
    const auto [bytes, note] = GENERATE_COPY(table<std::string, std::string>({
        {"\xFF\xFE" + utf16_le, ""},
        {"\xFE\xFF" + utf16_be, ""},
        {utf16_le, "read as UTF-16LE, which it looks like; --encoding names another"},
        {utf16_be, "read as UTF-16BE, which it looks like; --encoding names another"},
        {"\xEF\xBB\xBFlat,lon,n\n1,2,\xD0\x9E\xD1\x88\n", ""},
        {"lat,lon,n\n1,2,\xCE\xF8\n",
         "read as windows-1251, which it looks like; --encoding names "
         "another"},
        {"lat,lon,n\n1,2,\xEF\xDB\n",
         "read as KOI8-R, which it looks like; --encoding names "
         "another"},
    }));
    const Reading reading = read_text(bytes, "in.csv");
    CHECK(reading.features == Lines{"2: points (2 1) n=\"Ош\""});
    CHECK(reading.summary.notes == (note.empty() ? Lines{} : Lines{note}));
    CHECK(read_text("lat,lon,n\n1,2,Z\xFCrich\n", "in.csv").features ==
          Lines{"2: points (2 1) n=\"Zürich\""});
    CHECK(read_text("lat,lon,n\n1,2,\x8E\xE8\n", "in.csv", {.path = "", .encoding = "cp866"})
              .features == Lines{"2: points (2 1) n=\"Ош\""});
    CHECK(
        reasons(read_text("lat,lon,n\n1,2,\xE9\n", "in.csv", {.path = "", .encoding = "UTF-8"})) ==
        Lines{"2: text that is not UTF-8; is the file in Windows-1252 or the like? then name that "
              "with --encoding"});
    CHECK(read_text(point("{\"n\":\"\xCE\xF8\"}")).features == Lines{"1: points (1 2) n=\"Ош\""});
    CHECK(error_of("lat,lon\n1,2\n", "in.csv", {.path = "", .encoding = "klingon"})
              .find("there is no encoding 'klingon'") != std::string::npos);
}

TEST_CASE("JSON that is a table and no GeoJSON is told apart, with its columns", "[ingest]") {
    CHECK(
        error_of(R"([{"name":"Osh","lat":1,"lon":2},{"name":"x"}])", "in.json") ==
        "in.json:1: a list of objects with 'name', 'lat', 'lon', and no GeoJSON; write its rows as "
        "CSV, or as features with a geometry");
    CHECK(reasons(read_text(R"({"rows":[{"name":"Osh"}],"count":1})")) ==
          Lines{"1: neither a feature nor a geometry: it has no \"type\", but 'rows', 'count'"});
}

TEST_CASE("a column that is asked for and not there is an error that lists those there are",
          "[ingest]") {
    const ingest::Source wanted{.path = "", .columns = {"jahr"}, .table = true};
    CHECK(error_of("from,to,year\na,b,2020\n", "in.csv", wanted) ==
          "in.csv: has no column 'jahr'; it has 'from', 'to', 'year'");
    CHECK(error_of(point(R"({"a":1,"jahrs":2})") + "\n" + point("{\"b\":1}") + "\n", "in.geojson",
                   wanted) ==
          "in.geojson: has no column 'jahr'; did you mean 'jahrs'?; it has 'a', 'b', 'jahrs'");
    CHECK(error_of(point("{\"b\":1}") + "\n" + point("{\"jahr\":1}") + "\n", "in.geojson", wanted)
              .empty());
    CHECK(error_of("<kml><Document><Placemark><name>x</name></Placemark></Document></kml>",
                   "in.kml", wanted)
              .starts_with("in.kml: has no column 'jahr'; it has 'Name', "));
}

TEST_CASE("what unpacks without end is refused before it fills the disk", "[ingest]") {
    const std::string packed{
        as_text(base::Compressor{}.gzip(as_bytes(std::string(std::size_t{140} << 20, ' '))))};
    CHECK(error_of(packed, "in.csv.gz").find("unpacks to more than 100 times its size") !=
          std::string::npos);
}

TEST_CASE("a VRT is read under its own name only, and fetches nothing", "[ingest]") {
    const TemporaryFile secret{"secret.csv", "name,lon,lat\nTOPSECRET,74.5,42.8\n"};
    const auto name = GENERATE(values<std::string>(
        {"a.gpkg", "a.geojson", "a.shp", "a.kml", "a.csv", "a.txt", "a.fgb", "noending"}));
    const std::string message = error_of(vrt_of(secret.path()), name);
    CAPTURE(message);
    CHECK((name == "a.csv" || name == "a.txt" ||
           message == name + ": is a VRT, which names other files; it is read only under a name "
                             "that ends in .vrt"));
    CHECK_FALSE(message.empty());
    CHECK(read_text(vrt_of(secret.path()), "a.vrt").features.size() == 1);
    CHECK_FALSE(error_of(vrt_of("/vsicurl/http://127.0.0.1:9/a.csv"), "a.vrt").empty());
}

TEST_CASE("a database whose tables are other files is refused", "[ingest]") {
    const TemporaryFile folder{"x", ""};
    const std::string path = fs::path{folder.path()}.replace_filename("a.sqlite").string();
    write_database(path, "table",
                   "CREATE VIRTUAL TABLE outside USING VirtualText('/etc/passwd', 'UTF-8')");
    CHECK(message_of({.path = path}) ==
          path +
              ": the table 'outside' in it is a virtual one of 'virtualtext', which may read "
              "other files");
    const std::string endless = fs::path{folder.path()}.replace_filename("b.gpkg").string();
    write_database(endless, "view",
                   "CREATE VIEW outside AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 "
                   "FROM c) SELECT x FROM c");
    CHECK(message_of({.path = endless}) ==
          endless + ": the view 'outside' in it is recursive, and may never end");
}

TEST_CASE("a GPX or KML that was cut short is refused, wherever it ends", "[ingest]") {
    std::string gpx = "<?xml version=\"1.0\"?><gpx version=\"1.1\" creator=\"a\"><trk><trkseg>";
    std::string kml =
        "<?xml version=\"1.0\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\">"
        "<Document>";
    for (int i = 0; i < 400; ++i) {
        gpx += fmt::format("<trkpt lat=\"41.{:03}\" lon=\"74.5\"><ele>1</ele></trkpt>", i);
        kml += fmt::format(
            "<Placemark><name>{0}</name><Point><coordinates>74.{0},42</coordinates>"
            "</Point></Placemark>",
            i);
    }
    const std::string gpx_end = "</trkseg></trk></gpx>";
    const std::string kml_end = "</Document></kml>";
    CHECK(read_text(gpx + gpx_end, "a.gpx").features.size() == 1);
    CHECK(read_text(kml + kml_end, "a.kml").features.size() == 400);
    for (const std::size_t size : {60UL, 200UL, 4000UL, 9000UL, 17000UL, gpx.size()}) {
        CAPTURE(size);
        CHECK(error_of(gpx.substr(0, size), "a.gpx").starts_with("a.gpx: "));
        CHECK(error_of(kml.substr(0, size), "a.kml").starts_with("a.kml: "));
    }
}

TEST_CASE("a pipe is read if somebody writes into it, and else refused", "[ingest]") {
    const TemporaryFile folder{"x", ""};
    const std::string path = fs::path{folder.path()}.replace_filename("pipe").string();
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    CHECK(message_of({.path = path}) ==
          path + ": is a pipe that nobody writes into; start its writer first");
    std::thread writer{[&] { std::ofstream{path} << "lat,lon\n1,2\n"; }};
    CHECK(read({.path = path}).features == Lines{"2: points (2 1)"});
    writer.join();
    CHECK(message_of({.path = "/dev/zero"}) == "/dev/zero: is a device, not a file");
    CHECK(message_of({.path = "/dev/null"}) == "/dev/null: is empty");
}

TEST_CASE("what is called CSV is never taken for anything else", "[ingest]") {
    CHECK(error_of("PK\x03\x04\x14\x01\x08\x08\x02", "in.csv") ==
          "in.csv: is no CSV but a zip archive or an Excel workbook; save its sheet as CSV");
    CHECK(
        error_of("\x01\x02\x03\x04\x05\x06\x07\x08", "in.csv").starts_with("in.csv: is no CSV: "));
}

TEST_CASE("what no map has room for is refused: ten thousand columns, a text of megabytes",
          "[ingest]") {
    std::string header = "lat,lon";
    std::string properties = "{\"a\":0";
    for (int i = 0; i < 10'000; ++i) {
        header += ",a";
        properties += fmt::format(",\"a{}\":1", i);
    }
    CHECK(error_of(header + "\n", "in.csv") ==
          "in.csv: has 10002 columns; a table has at most 10000");
    CHECK(reasons(read_text(point(properties + "}"))) == Lines{"1: more than 10000 properties"});
    const std::string cell(std::size_t{9} << 20, 'x');
    const Lines too_long{"2: a text of 9437184 bytes; the longest that is kept has 8388608"};
    const Reading table = read_text("lat,lon,a\n1,2,\"" + cell + "\"\n3,4,b\n", "in.csv");
    CHECK(table.features.size() == 1);
    CHECK(reasons(table) == too_long);
    CHECK(reasons(read_text(point("{}") + "\n" + point("{\"a\":\"" + cell + "\"}"))) == too_long);
}
