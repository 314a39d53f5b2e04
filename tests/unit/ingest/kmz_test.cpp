// SPDX-License-Identifier: MIT
#include "engine/base/compress.hpp"
#include "tests/unit/ingest/reading.hpp"

#include <catch2/catch.hpp>

#include <cstdint>

using namespace tamga;
using namespace tamga::ingest_test;

namespace {

const std::string start = R"(<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2" )"
                          R"(xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>)";
const std::string end = "</Document></kml>";
const std::string osh =
    "<Placemark><name>Osh</name><Point><coordinates>72.8,40.5</coordinates></Point></Placemark>";

void append_little(std::string& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) {
        out += static_cast<char>(value >> (8 * i) & 0xff);
    }
}

/// A zip archive with one file (APPNOTE.TXT 4.3), whose packed bytes and checksum are those of a
/// gzip member (RFC 1952) without its head of ten bytes.
std::string zipped(const std::string& name, const std::string& content) {
    const Bytes member = base::Compressor{}.gzip(as_bytes(content));
    const std::string_view all = as_text(member);
    const std::string_view packed = all.substr(10, all.size() - 18);
    std::string about;  // The members that the head of the file and the directory share.
    for (const unsigned value : {20U, 0U, 8U, 0U, 0U}) {
        append_little(about, value, 2);
    }
    about += all.substr(all.size() - 8, 4);
    append_little(about, packed.size(), 4);
    append_little(about, content.size(), 4);
    append_little(about, name.size(), 2);
    append_little(about, 0, 2);
    std::string zip = std::string{"PK\3\4", 4} + about + name;
    zip += packed;
    const std::size_t directory = zip.size();
    zip += std::string{"PK\1\2\x14\0", 6} + about + std::string(14, '\0') + name;
    const std::size_t size = zip.size() - directory;
    zip += std::string{"PK\5\6\0\0\0\0\1\0\1\0", 12};
    append_little(zip, size, 4);
    append_little(zip, directory, 4);
    append_little(zip, 0, 2);
    return zip;
}

}  // namespace

TEST_CASE("KML in a KMZ is read as KML is", "[ingest]") {
    const Reading plain = read_text(start + osh + end, "a.kml");
    for (const char* name : {"doc.kml", "files/places.kml"}) {
        const Reading packed = read_text(zipped(name, start + osh + end), "a.kmz");
        CHECK(packed.features == plain.features);
        REQUIRE(packed.features.size() == 1);
    }
}

TEST_CASE("what would harm as KML is refused in a KMZ, whatever it is called",
          "[ingest][hostile]") {
    const std::string track = start +
                              "<Placemark><gx:Track><gx:coord>1 2 3</gx:coord><gx:coord>2 2 3"
                              "</gx:coord></gx:Track></Placemark>" +
                              end;
    for (const char* name : {"a.kmz", "a.kml", "a", "a.zip"}) {
        CHECK_THAT(error_of(zipped("doc.kml", track), name),
                   Catch::Contains("a gx:Track has 2 gx:coord and no when"));
    }
    CHECK_THAT(error_of(zipped("doc.kml", start + std::string(40 << 20, ' ') + end), "a.kmz"),
               Catch::Contains("unpacks to more than 40 times its size, over 16 MiB of KML"));
    CHECK(error_of(zipped("a.txt", "x"), "a.kmz") ==
          "a.kmz: is a zip archive without a file of KML in it");
}

TEST_CASE("a KMZ that names other files is read without them, and says so", "[ingest]") {
    const std::string link = "<NetworkLink><Link><href>other.kml</href></Link></NetworkLink>";
    const Reading kmz = read_text(zipped("doc.kml", start + osh + link + end), "a.kmz");
    CHECK(kmz.features.size() == 1);
    CHECK(kmz.summary.notes == Lines{"its NetworkLinks name other files, which are not read"});
}

TEST_CASE("arcs that are repeated without measure are refused before they are laid out",
          "[ingest][hostile]") {
    std::string arc = "[[0,0]";
    for (int i = 0; i < 999; ++i) {
        arc += ",[1,1]";
    }
    std::string lines = "[0]";
    for (int i = 0; i < 99'999; ++i) {
        lines += ",[~0]";
    }
    for (auto at = lines.find('~'); at != lines.npos; at = lines.find('~', at)) {
        lines.replace(at, 2, "-1");
    }
    const std::string topology =
        R"({"type":"Topology","objects":{"a":{"type":"MultiLineString","arcs":[)" + lines +
        R"(]}},"arcs":[)" + arc + "]]}";
    CHECK(error_of(topology, "a.topojson") ==
          "a.topojson: its geometries repeat arcs until they have 100000000 positions, where the "
          "arcs have 1000");
}

TEST_CASE("a table of a header only says which columns it has", "[ingest]") {
    const std::string rest = ": holds 0 records, only a header with 'name', 'lat', 'lon'";
    CHECK(error_of("name,lat,lon\n", "a.csv") == "a.csv" + rest);
    CHECK(error_of("name,lat,lon", "a.csv") == "a.csv" + rest);
    CHECK_THAT(error_of("name,kind\n", "table"),
               Catch::Contains("no columns with positions among 'name', 'kind'"));
}
