// SPDX-License-Identifier: MIT
#include "engine/ingest/gdal_formats.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace tamga::ingest {
namespace {

using Drivers = std::vector<const char*>;

/// What a name ends in, and what that promises.
struct Family {
    std::vector<std::string_view> endings;
    const char* expected;
    Drivers drivers;
};

const std::vector<Family>& families() {
    static const std::vector<Family> all{
        {{"gpkg"}, "a GeoPackage", {"GPKG"}},
        {{"shp", "dbf", "shx", "shz"}, "a Shapefile", {"ESRI Shapefile"}},
        {{"fgb"}, "FlatGeobuf", {"FlatGeobuf"}},
        {{"json", "geojson", "topojson", "geojsonl", "geojsons", "geojsonseq", "jsonl", "ndjson"},
         "GeoJSON or TopoJSON",
         {"GeoJSON", "GeoJSONSeq", "ESRIJSON", "TopoJSON"}},
        {{"kml", "kmz"}, "KML", {"LIBKML", "KML"}},
        {{"gpx"}, "GPX", {"GPX"}},
        {{"gml"}, "GML", {"GML", "NAS"}},
        {{"xml"}, "GML, GPX or KML", {"GML", "NAS", "LVBAG", "GPX", "LIBKML", "KML", "GeoRSS"}},
        {{"rss", "georss", "atom"}, "GeoRSS", {"GeoRSS"}},
        {{"sqlite", "sqlite3", "db", "spatialite"}, "an SQLite database", {"SQLite", "GPKG"}},
        {{"tab", "mif", "mid"}, "a MapInfo file", {"MapInfo File"}},
        {{"parquet"}, "GeoParquet", {"Parquet"}},
        {{"arrow", "feather"}, "an Arrow file", {"Arrow"}},
        {{"gdb"}, "a file geodatabase", {"OpenFileGDB"}},
        {{"osm", "pbf"}, "OpenStreetMap data", {"OSM"}},
        {{"dxf"}, "DXF", {"DXF"}},
        {{"dgn"}, "DGN", {"DGN"}},
        {{"000"}, "an S-57 chart", {"S57"}},
        {{"gmt"}, "a GMT file", {"OGR_GMT"}},
        {{"jml"}, "JML", {"JML"}},
        {{"e00"}, "an E00 file", {"AVCE00"}},
        {{"sxf"}, "SXF", {"SXF"}},
        {{"vfk"}, "VFK", {"VFK"}},
        {{"itf", "xtf", "ili"}, "INTERLIS", {"Interlis 1", "Interlis 2"}},
        {{"ods", "xlsx", "xlsm", "xls"}, "a spreadsheet", {"ODS", "XLSX", "XLS"}},
        {{"vrt"}, "a VRT", {"OGR_VRT"}},
    };
    return all;
}

/// What the user writes in front of an address that is no file, and who understands it.
struct Service {
    std::string_view prefix;
    const char* driver;
};
constexpr std::array<Service, 9> services{{{"pg:", "PostgreSQL"},
                                           {"postgresql:", "PostgreSQL"},
                                           {"mysql:", "MySQL"},
                                           {"mssql:", "MSSQLSpatial"},
                                           {"odbc:", "ODBC"},
                                           {"wfs:", "WFS"},
                                           {"oapif:", "OAPIF"},
                                           {"es:", "Elasticsearch"},
                                           {"gpsbabel:", "GPSBabel"}}};

constexpr std::array remote{"PostgreSQL", "MySQL",         "MSSQLSpatial", "ODBC",       "PGeo",
                            "WFS",        "OAPIF",         "OGCAPI",       "CSW",        "EEDA",
                            "HTTP",       "Elasticsearch", "Carto",        "AmigoCloud", "NGW",
                            "PLSCENES",   "GPSBabel",      "OGR_OGDI",     "MapML",      "GMLAS"};

std::string lower(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

/// Without dot; of "a.kml.gz" it is "kml", and of an address what stands before "?".
std::string ending(std::string_view path) {
    path = path.substr(0, path.find_first_of("?#"));
    path = path.substr(path.find_last_of('/') + 1);
    if (path.ends_with(".gz")) {
        path.remove_suffix(3);
    }
    const auto dot = path.find_last_of('.');
    return dot == std::string_view::npos ? std::string{} : lower(path.substr(dot + 1));
}

/// Those that need no other file than the one they are given, and those beside it.
Drivers self_contained() {
    Drivers all;
    for (const Family& family : families()) {
        const bool vrt = std::ranges::find(family.endings, "vrt") != family.endings.end();
        if (!vrt) {
            all.insert(all.end(), family.drivers.begin(), family.drivers.end());
        }
    }
    return all;
}

/// Whether one of GDAL's file systems that fetch what is elsewhere is in the path.
bool is_network_path(std::string_view path) {
    constexpr std::array<std::string_view, 10> systems{
        "/vsicurl", "/vsis3",    "/vsigs",   "/vsiaz",      "/vsiadls",
        "/vsioss",  "/vsiswift", "/vsihdfs", "/vsiwebhdfs", "://"};
    return std::ranges::any_of(systems, [&](std::string_view system) {
        return path.find(system) != std::string_view::npos;
    });
}

}  // namespace

std::span<const char* const> remote_drivers() { return remote; }

GdalFormats gdal_formats(const std::string& path, bool folder) {
    GdalFormats formats{.name = path, .drivers = {}};
    const std::string low = lower(path);
    for (const Service& service : services) {
        if (low.starts_with(service.prefix)) {
            formats.drivers = {service.driver, nullptr};
            formats.network = true;
            return formats;
        }
    }
    formats.network = is_network_path(low);
    if (low.starts_with("http://") || low.starts_with("https://")) {
        formats.name = "/vsicurl/" + path;
    }
    const std::string end = ending(path);
    for (const Family& family : families()) {
        if (std::ranges::find(family.endings, end) != family.endings.end()) {
            formats.drivers = family.drivers;
            formats.expected = family.expected;
            formats.names_others = end == "vrt";
        }
    }
    if (formats.drivers.empty() || folder) {
        formats.drivers = self_contained();
        formats.expected.clear();
    }
    formats.drivers.push_back(nullptr);
    return formats;
}

}  // namespace tamga::ingest
