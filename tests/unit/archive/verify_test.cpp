// SPDX-License-Identifier: MIT
#include "engine/archive/verify.hpp"

#include "engine/archive/archive.hpp"
#include "engine/archive/pmtiles.hpp"
#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"
#include "engine/base/sqlite.hpp"
#include "engine/mvt/writer.hpp"
#include "tests/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

using namespace tamga;

namespace fs = std::filesystem;

namespace {

/// A tile with one line across it, of a flow of `count` people.
Bytes flow_tile(std::int64_t count) {
    const std::string_view keys[] = {"count"};
    mvt::LayerWriter layer{keys};
    const mvt::GridPoint line[] = {{1024, 1024}, {3072, 3072}};
    Bytes geometry;
    mvt::GeometryWriter{geometry}.line(line);
    Bytes value;
    mvt::append_value(value, count);
    const mvt::Tag tags[] = {{0, value}};
    layer.add({7, mvt::GeometryType::linestring, geometry, tags});
    Bytes out;
    layer.append_to(out, "flows", 4096);
    return base::Compressor{}.gzip(out);
}

constexpr const char* layers =
    R"("vector_layers":[{"id":"flows","fields":{"count":"Number"},"minzoom":0,"maxzoom":1}])";

archive::Description about(const std::string& json) {
    archive::Description made;
    made.name = "Flows";
    made.max_zoom = 1;
    made.bounds = {{-136, -67}, {90, 80}};
    made.json = "{" + json + "}";
    return made;
}

void write(const std::string& path, const archive::Description& description,
           std::int64_t count = 5) {
    const auto writer = archive::create(path, true);
    writer->put({0, 0, 0}, flow_tile(count));
    writer->put({1, 0, 0}, flow_tile(count));
    writer->finish(description);
}

/// All findings, a line each.
std::string findings(const std::string& path, bool strict = false) {
    const auto report = archive::verify(path, {.strict = strict, .most_kept = 100, .progress = {}});
    std::string text;
    for (const archive::Finding& finding : report.findings) {
        text += finding.text() + "\n";
    }
    return text;
}

/// The findings for a PMTiles file whose header was changed.
template <class Change>
std::string with_header(const std::string& path, const Change& change) {
    write(path, about(layers));
    std::fstream file{path, std::ios::in | std::ios::out | std::ios::binary};
    Bytes start(archive::pmtiles::header_size);
    file.read(reinterpret_cast<char*>(start.data()), static_cast<std::streamsize>(start.size()));
    auto header = archive::pmtiles::decode_header(start);
    change(header);
    file.seekp(0);
    file << as_text(encode(header));
    file.close();
    return findings(path);
}

std::string with_sql(const std::string& path, const std::string& sql) {
    write(path, about(layers));
    fs::copy_file(path, path + ".2", fs::copy_options::overwrite_existing);
    {
        base::Database database{path + ".2", base::Database::Mode::create};
        database.execute(sql);
    }
    return findings(path + ".2");
}

}  // namespace

TEST_CASE("what we write keeps every rule, recommendations too", "[verify]") {
    const TemporaryFolder folder;
    const std::string path = folder / GENERATE("a.pmtiles", "a.mbtiles", "a/");
    write(path, about(layers));
    CHECK(findings(path, true) == "");
}

TEST_CASE("a run of equal tiles may reach into the next zoom, and the header knows", "[verify]") {
    const TemporaryFolder folder;
    const std::string path = folder / "a.pmtiles";
    write(path, about(layers));  // 0/0/0 and 1/0/0 are one entry.
    const auto reader = archive::open(path);
    CHECK(reader->description().max_zoom == 1);
    CHECK(reader->count().distinct == 1);
}

TEST_CASE("metadata that does not say the truth is found out", "[verify]") {
    const TemporaryFolder folder;
    const std::string path = folder / GENERATE("a.pmtiles", "a.mbtiles", "a/");
    const auto found = [&](const archive::Description& description, bool strict = false) {
        write(path, description);
        return findings(path, strict);
    };
    CHECK_THAT(found(about(R"("x":1)")), Catch::Contains("vector_layers"));
    CHECK_THAT(found(about(R"("vector_layers":[{"id":"other","fields":{}}])")),
               Catch::Contains("layer 'flows': the layer is not in vector_layers"));
    CHECK_THAT(found(about(R"("vector_layers":[{"id":"flows"}])")), Catch::Contains("no fields"));
    CHECK_THAT(found(about(R"("vector_layers":[{"id":"flows","fields":{}}])")),
               Catch::Contains("the field 'count' is not in vector_layers"));
    CHECK_THAT(found(about(R"("vector_layers":[{"id":"flows","fields":{"count":"String"}}])")),
               Catch::Contains("field 'count' is a String, the tiles have it as a Number"));
    CHECK_THAT(found(about(R"("vector_layers":[{"id":"flows","fields":{"count":"Number"},)"
                           R"("minzoom":1}])")),
               Catch::Contains("says zooms 1..1, the tiles have 0..1"));
    CHECK_THAT(found(about(R"("vector_layers":[{"id":"flows","fields":{"count":"Number"},)"
                           R"("maxzoom":5}])")),
               Catch::Contains("says zooms 0..5, the tile set 0..1"));
    CHECK_THAT(found(about(R"("vector_layers":[{"id":"flows","fields":{"count":"Number",)"
                           R"("gone":"String"}}])"),
                     true),
               Catch::Contains("the field 'gone' is in vector_layers, but in no tile"));
    archive::Description narrow = about(layers);
    narrow.bounds = {{-136, -67}, {80, 80}};
    CHECK_THAT(found(narrow), Catch::Contains("do not hold the data of zoom 0"));
    archive::Description elsewhere = about(layers);
    elsewhere.center = {100, 0};
    if (!path.ends_with(".pmtiles")) {  // There the writer moves the center into the bounds.
        CHECK_THAT(found(elsewhere, true), Catch::Contains("the center 100,0,0 is outside"));
    }
}

TEST_CASE("the weights of a route layer have to add up", "[verify]") {
    const TemporaryFolder folder;
    const std::string path = folder / "a.pmtiles";
    const auto found = [&](const std::string& rows) {
        write(path, about(std::string{layers} + R"(,"tamga":{"routes":{"flows":[)" + rows + "]}}"));
        return findings(path);
    };
    const std::string first = R"({"zoom":0,"total":8,"drawn":5,"within":2,"remainder":1})";
    CHECK(found(first + R"(,{"zoom":1,"total":5,"drawn":5,"within":0,"remainder":0})") == "");
    CHECK_THAT(found(first), Catch::Contains("zoom 1: no totals are stated"));
    CHECK_THAT(found(first + R"(,{"zoom":1,"total":8,"drawn":5,"within":2,"remainder":0})"),
               Catch::Contains("the total 8 is not drawn + within + remainder, which is 7"));
    CHECK_THAT(found(first + R"(,{"zoom":1,"total":6,"drawn":6,"within":0,"remainder":0})"),
               Catch::Contains("zoom 1: 6 is said to be drawn, the features have 5"));
    CHECK_THAT(found(first + R"(,{"zoom":1,"total":6})"), Catch::Contains("is not drawn"));
}

TEST_CASE("each lie of a PMTiles header is found out", "[verify]") {
    const TemporaryFolder folder;
    using archive::pmtiles::Header;
    const auto with = [&](auto change) { return with_header(folder / "a.pmtiles", change); };
    CHECK(with([](Header&) {}) == "");
    CHECK_THAT(with([](Header& it) { it.addressed = 3; }),
               Catch::Contains("says 3 addressed tiles, there are 2"));
    CHECK_THAT(with([](Header& it) { it.entries = 3; }), Catch::Contains("3 tile entries"));
    CHECK_THAT(with([](Header& it) { it.contents = 3; }),
               Catch::Contains("3 tile contents, there are 1"));
    CHECK(with([](Header& it) { it.contents = 0; }) == "");
    CHECK_THAT(with([](Header& it) { it.max_zoom = 2; }),
               Catch::Contains("says zooms 0..2, the tiles have 0..1"));
    CHECK_THAT(with([](Header& it) { it.center_zoom = 9; }), Catch::Contains("center's zoom 9"));
    CHECK_THAT(with([](Header& it) { it.bounds_e7[2] = it.bounds_e7[0]; }),
               Catch::Contains("hold no area"));
    CHECK_THAT(with([](Header& it) { it.tile_type = archive::pmtiles::TileType::png; }),
               Catch::Contains("tile type is 2"));
    CHECK_THAT(with([](Header& it) { it.tile_compression = archive::pmtiles::Compression::none; }),
               Catch::Contains("is gzipped, but should not be"));
    CHECK_THAT(with([](Header& it) { it.leaves = it.tiles; }),
               Catch::Contains("the leaf directories and the tile data overlap"));
}

TEST_CASE("each break of MBTiles' schema is found out", "[verify]") {
    const TemporaryFolder folder;
    const auto with = [&](const std::string& sql) { return with_sql(folder / "a.mbtiles", sql); };
    CHECK(with("SELECT 1") == "");
    CHECK_THAT(with("DELETE FROM metadata WHERE name = 'format'"),
               Catch::Contains("no row 'format'"));
    CHECK_THAT(with("UPDATE metadata SET value = 'png' WHERE name = 'format'"),
               Catch::Contains("the format is 'png'"));
    CHECK_THAT(with("ALTER TABLE metadata ADD COLUMN more"), Catch::Contains("metadata's columns"));
    CHECK_THAT(with("UPDATE metadata SET value = '3' WHERE name = 'maxzoom'"),
               Catch::Contains("the metadata says zooms 0..3, the tiles have 0..1"));
    CHECK_THAT(with("DROP INDEX tile_index; INSERT INTO map VALUES (0, 0, 0, 0)"),
               Catch::Contains("is there 2 times"));
    CHECK_THAT(with("INSERT INTO map VALUES (1, 2, 0, 0)"), Catch::Contains("is no tile"));
    CHECK_THAT(with("UPDATE images SET tile_data = x'1a00'"), Catch::Contains("is not gzipped"));
    CHECK_THAT(with("DROP INDEX name; INSERT INTO metadata VALUES ('name', 'again')"),
               Catch::Contains("'name' is there twice"));
}

TEST_CASE("a damaged tile is named, and the others are checked all the same", "[verify]") {
    const TemporaryFolder folder;
    const std::string path = folder / "a.pmtiles";
    const auto writer = archive::create(path, false);
    writer->put({0, 0, 0}, flow_tile(5));
    writer->put({1, 0, 0}, base::Compressor{}.gzip(Bytes{0x1a, 5, 1}));
    Bytes cut = flow_tile(6);
    cut.resize(cut.size() / 2);
    writer->put({1, 1, 1}, cut);
    writer->finish(about(layers));
    const std::string found = findings(path);
    CHECK_THAT(found, Catch::Contains("1/0/0: the tile is damaged protobuf"));
    CHECK_THAT(found, Catch::Contains("1/1/1: the gzip data is damaged or cut short"));
}

TEST_CASE("findings past the limit are counted only", "[verify]") {
    const TemporaryFolder folder;
    const std::string path = folder / "a.pmtiles";
    const auto writer = archive::create(path, false);
    for (std::uint32_t x = 0; x < 16; ++x) {
        writer->put(tile::tile_of_hilbert_id(tile::hilbert_id({4, 0, 0}) + x),
                    Bytes{0x1a, 5, static_cast<std::uint8_t>(x)});
    }
    writer->finish(about(layers));
    const auto report = archive::verify(path, {.strict = false, .most_kept = 3, .progress = {}});
    CHECK(report.findings.size() == 3);
    CHECK(report.violations > 3);
}
