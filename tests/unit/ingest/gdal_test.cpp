// SPDX-License-Identifier: MIT
//
// What GDAL reads for us. GDAL itself writes most of the inputs here, from a GeoJSON text.
#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"
#include "tests/source_folder.hpp"
#include "tests/unit/ingest/reading.hpp"

#include <cpl_conv.h>
#include <gdal.h>
#include <gdal_utils.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

using namespace tamga;
using namespace tamga::ingest_test;
namespace fs = std::filesystem;

namespace {

std::string fixture(const std::string& name) { return in_source("fixtures/ingest/") + name; }

struct Close {
    void operator()(void* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<void, Close>;

/// Writes a GeoJSON text to `to` in another format, as ogr2ogr does.
void convert(const std::string& geojson, const std::string& to,
             const std::vector<std::string>& words) {
    GDALAllRegister();
    const TemporaryFile file{"from.geojson", geojson};
    std::vector<char*> list;
    std::vector<std::string> copies{words};
    for (std::string& word : copies) {
        list.push_back(word.data());
    }
    list.push_back(nullptr);
    const std::unique_ptr<GDALVectorTranslateOptions, decltype(&GDALVectorTranslateOptionsFree)>
        options{GDALVectorTranslateOptionsNew(list.data(), nullptr),
                &GDALVectorTranslateOptionsFree};
    const Dataset source{
        GDALOpenEx(file.path().c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr)};
    GDALDatasetH sources[] = {source.get()};
    const Dataset written{
        GDALVectorTranslate(to.c_str(), nullptr, 1, sources, options.get(), nullptr)};
    REQUIRE(written);
}

const std::string places =
    R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Osh","n":5,"r":1.5},"geometry":{"type":"Point","coordinates":[72.8,40.5]}},
{"type":"Feature","properties":{"name":"Ош","n":null,"r":0},"geometry":{"type":"Point","coordinates":[76,41.4]}}]})";

const std::string holed =
    R"({"type":"Feature","properties":{},"geometry":{"type":"MultiPolygon","coordinates":[
[[[0,0],[9,0],[9,9],[0,0]],[[4,1],[6,1],[6,2],[4,1]]],[[[20,0],[29,0],[29,9],[20,0]]]]}})";

bool any_contains(const Lines& lines, const std::string& text) {
    return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
        return line.find(text) != std::string::npos;
    });
}

std::string error_from(const ingest::Source& source) {
    try {
        read(source);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("the formats GDAL knows are read with types and positions", "[ingest]") {
    const auto [name, driver, id] = GENERATE(table<std::string, std::string, std::string>(
        {{"a.fgb", "FlatGeobuf", ""}, {"a.gpkg", "GPKG", "id"}, {"a.shp", "ESRI Shapefile", ""}}));
    const TemporaryFile folder{"x", ""};
    const std::string path = fs::path{folder.path()}.replace_filename(name).string();
    convert(
        places, path,
        {"-f", driver, "-lco", driver == "ESRI Shapefile" ? "ENCODING=UTF-8" : "SPATIAL_INDEX=NO"});
    Reading reading = read({.path = path});
    const bool numbered = id == "id";
    CHECK(reading.features == Lines{std::string{"1: points (72.8 40.5)"} +
                                        (numbered ? " id=1" : "") + R"( name="Osh" n=5 r=1.5)",
                                    std::string{"2: points (76 41.4)"} + (numbered ? " id=2" : "") +
                                        R"( name="Ош" n=null r=0)"});
    CHECK(reading.summary.read == 2);
}

TEST_CASE("a file in another CRS arrives in longitude and latitude", "[ingest]") {
    // EPSG:32643 is UTM 43 N, EPSG:3857 Web Mercator; EPSG:2193 and EPSG:4326 have their northing
    // or latitude first.
    const std::string crs = GENERATE("EPSG:32643", "EPSG:3857", "EPSG:4326", "EPSG:31468");
    const std::string name = GENERATE("a.gpkg", "a.gml");
    const TemporaryFile folder{"x", ""};
    const std::string path = fs::path{folder.path()}.replace_filename(name).string();
    convert(places, path,
            {"-f", name == "a.gml" ? "GML" : "GPKG", "-t_srs", crs, "-dsco",
             name == "a.gml" ? "FORMAT=GML3.2" : "VERSION=1.3"});
    std::size_t seen = 0;
    ingest::read({.path = path}, [&](model::Features&& batch) -> ingest::Finish {
        CHECK(batch[0].positions[0].lon == Approx(72.8).margin(1e-6));
        CHECK(batch[0].positions[0].lat == Approx(40.5).margin(1e-6));
        seen += batch.size();
        return {};
    });
    CHECK(seen == 2);
}

TEST_CASE("the CRS of a file is overridden by the one asked for", "[ingest]") {
    const TemporaryFile folder{"x", ""};
    const std::string path = fs::path{folder.path()}.replace_filename("a.shp").string();
    convert(R"({"type":"Point","coordinates":[8322806.5,5048290.5]})", path,
            {"-f", "ESRI Shapefile", "-a_srs", "EPSG:32643"});
    CHECK(read({.path = path, .crs = "EPSG:3857"}).features ==
          Lines{"1: points (74.76504286 41.24327052) FID=0"});
}

TEST_CASE("polygons with holes and parts keep them", "[ingest]") {
    const TemporaryFile folder{"x", ""};
    const std::string path = fs::path{folder.path()}.replace_filename("a.fgb").string();
    convert(holed, path, {"-f", "FlatGeobuf"});
    CHECK(read({.path = path}).features ==
          Lines{"1: polygons (0 0, 9 0, 9 9; hole 4 1, 6 1, 6 2; 20 0, 29 0, 29 9)"});
}

TEST_CASE("a ring from GDAL that is none costs only itself, and is named in degrees", "[ingest]") {
    const TemporaryFile folder{"x", ""};
    const std::string path = fs::path{folder.path()}.replace_filename("a.fgb").string();
    convert(R"({"type":"MultiPolygon","coordinates":[)"
            R"([[[111319.490793,0],[111319.490793,0],[111319.490793,0],[111319.490793,0]]],)"
            R"([[[0,0],[222638.981587,0],[222638.981587,1],[0,0]]]]})",
            path, {"-f", "FlatGeobuf", "-a_srs", "EPSG:3857"});
    const Reading reading = read({.path = path});
    CHECK(reading.features.size() == 1);
    CHECK(reading.summary.bad == 0);
    REQUIRE(reading.summary.lost_parts == 1);
    CHECK(reading.summary.first_lost[0].record == 1);
    CHECK(reading.summary.first_lost[0].at.lon == Approx(1));
    CHECK(reading.summary.first_lost[0].reason ==
          "a ring has only 1 distinct position; it needs at least 3");
}

TEST_CASE("KML and GPX are read, tracks once", "[ingest]") {
    const Reading kml = read({.path = fixture("pamir.kml")});
    REQUIRE(kml.features.size() == 2);
    CHECK(kml.features[0].starts_with("1: points (71.55 37.49) Name=\"Khorog\""));
    CHECK(kml.features[1].starts_with("2: lines (71.55 37.49, 72.8 40.5) Name=\"Highway\""));
    CHECK(kml.summary.notes == Lines{"dropped the Z of 1 feature"});

    const Reading gpx = read({.path = fixture("walk.gpx")});
    REQUIRE(gpx.features.size() == 2);
    CHECK(gpx.features[0].starts_with("1: points (74.766098 41.20438)"));
    CHECK(
        gpx.features[1].starts_with("2: lines (74.76 41.2, 74.77 41.21; 74.78 41.22, "
                                    "74.79 41.23)"));
    const Reading points = read({.path = fixture("walk.gpx"), .layer = "track_points"});
    REQUIRE(points.features.size() == 4);
    CHECK(any_contains(points.features, "time=\"2024-06-01T06:10:00Z\""));
}

TEST_CASE("JSON that is not GeoJSON is left to GDAL", "[ingest]") {
    CHECK(read({.path = fixture("squares.topojson")}).features.size() == 2);
    CHECK(read({.path = fixture("squares.topojson")}).features.front() ==
          "1: polygons (1 0, 1 1, 0 1, 0 0) id=null name=\"west\"");
    CHECK(read({.path = fixture("esri.json")}).features ==
          Lines{"1: points (72.8 40.5) name=\"Osh\""});
}

TEST_CASE("a compressed file reaches GDAL unpacked, a shapefile in its zip or folder", "[ingest]") {
    std::ifstream kml{fixture("pamir.kml")};
    const std::string text{std::istreambuf_iterator<char>{kml}, {}};
    const Bytes packed = base::Compressor{}.gzip(as_bytes(text));
    CHECK(read_text(as_text(packed), "a.kml.gz").features.size() == 2);

    const TemporaryFile folder{"x", ""};
    const fs::path beside = fs::path{folder.path()}.parent_path();
    fs::create_directory(beside / "set");
    convert(places, (beside / "set/a.shp").string(),
            {"-f", "ESRI Shapefile", "-lco", "ENCODING=UTF-8"});
    CHECK(read({.path = (beside / "set").string()}).features.size() == 2);
    CHECK(read({.path = (beside / "set/").string()}).features.size() == 2);
    const std::string zip = (beside / "set.zip").string();
    for (const std::string name : {"a.shp", "a.shx", "a.dbf", "a.prj"}) {
        CPLCopyFile(("/vsizip/" + zip + "/" + name).c_str(), (beside / "set" / name).c_str());
    }
    CHECK(read({.path = zip}).features == read({.path = (beside / "set").string()}).features);
}

TEST_CASE("curves become short lines, dates ISO text, lists JSON", "[ingest]") {
    const TemporaryFile table{"t.csv",
                              "w,d,t,l,i,r,b\n\"CIRCULARSTRING(0 0,1 1,2 0)\",2020/01/31,"
                              "2020/01/31 12:30:15.5+06,\"(2:a,b\"\"c)\",\"(2:1,-2)\","
                              "\"(2:0.5,3)\",1\n"};
    const fs::path vrt = fs::path{table.path()}.replace_filename("t.vrt");
    std::ofstream{vrt} << R"(<OGRVRTDataSource><OGRVRTLayer name="t">
        <SrcDataSource relativeToVRT="1">t.csv</SrcDataSource>
        <GeometryField encoding="WKT" field="w"/>
        <Field name="d" type="Date"/><Field name="t" type="DateTime"/>
        <Field name="l" type="StringList"/>
        <Field name="i" type="Integer64List"/><Field name="r" type="RealList"/><Field name="b" type="Integer" subtype="Boolean"/>
        </OGRVRTLayer></OGRVRTDataSource>)";
    const Reading reading = read({.path = vrt.string()});
    REQUIRE(reading.features.size() == 1);
    const std::string& feature = reading.features[0];
    CHECK(feature.starts_with("1: lines (0 0, 0."));
    CHECK(std::count(feature.begin(), feature.end(), ',') > 20);
    CHECK(feature.find(R"(d="2020-01-31" t="2020-01-31T12:30:15.500+06:00")") != std::string::npos);
    CHECK(feature.find(" b=true") != std::string::npos);
    CHECK(reading.summary.notes ==
          Lines{"replaced the curves of 1 feature by short straight lines"});
    INFO(feature);
    CHECK(feature.find(R"x(l="["a","b\"c"]" i="[1,-2]" r="[0.5,3.0]")x") != std::string::npos);
}

TEST_CASE("layers are read one after the other, or the one asked for", "[ingest]") {
    const TemporaryFile folder{"x", ""};
    const std::string path = fs::path{folder.path()}.replace_filename("a.gpkg").string();
    convert(places, path, {"-f", "GPKG", "-nln", "one"});
    convert(holed, path, {"-f", "GPKG", "-nln", "two", "-update"});
    CHECK(read({.path = path}).features.size() == 3);
    CHECK(read({.path = path, .layer = "two"}).features.size() == 1);
    CHECK(error_from({.path = path, .layer = "three"}) ==
          path + ": has no layer 'three'; it has 'one', 'two'");
}

TEST_CASE("what GDAL cannot open is refused with what was looked for", "[ingest]") {
    const std::string message = error_of("\x01\x02nothing known", "a.bin");
    CHECK(message ==
          "a.bin: is no format that can be read: neither GeoJSON nor CSV nor any vector format of "
          "GDAL (GeoPackage, Shapefile, KML, ...); it starts with '\\x01\\x02nothing known'");
    CHECK(error_of("<kml><Document><Placemark>", "a.kml").starts_with("a.kml: "));
}

TEST_CASE("a FlatGeobuf that was cut short is refused, wherever it ends", "[ingest]") {
    const TemporaryFile folder{"x", ""};
    const std::string path = fs::path{folder.path()}.replace_filename("a.fgb").string();
    convert(places, path, {"-f", "FlatGeobuf"});
    std::ifstream file{path, std::ios::binary};
    const std::string whole{std::istreambuf_iterator<char>{file}, {}};
    for (std::size_t size = 1; size < whole.size(); size += 7) {
        CAPTURE(size);
        CHECK(error_of(whole.substr(0, size), "a.fgb").substr(0, 7) == "a.fgb: ");
    }
}
