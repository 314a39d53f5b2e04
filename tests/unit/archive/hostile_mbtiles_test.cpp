// SPDX-License-Identifier: MIT
#include "engine/archive/archive.hpp"
#include "engine/archive/known_contents.hpp"
#include "engine/archive/verify.hpp"
#include "engine/base/error.hpp"
#include "tests/temporary_folder.hpp"
#include "tests/unit/archive/hostile_files.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <catch2/catch.hpp>

#include <chrono>
#include <cstring>
#include <fstream>

using namespace tamga;
using namespace tamga::archive::test;

namespace {

std::string view_of(const std::string& from) {
    return "CREATE VIEW tiles AS SELECT 0 AS zoom_level, 0 AS tile_column, 0 AS tile_row, " + from;
}

const Bytes stored = packed(tile_of("a", point()));

}  // namespace

TEST_CASE("a view that joins addresses with contents is read, whoever wrote it", "[hostile]") {
    const TemporaryFolder folder;
    const std::string tables =
        "CREATE TABLE map (zoom_level integer, tile_column integer, tile_row integer, tile_id "
        "text);"
        "CREATE TABLE images (tile_data blob, tile_id text);"
        "CREATE UNIQUE INDEX images_id ON images (tile_id);"
        "INSERT INTO images VALUES (" +
        hex(stored) + ", 'a'), (" + hex(packed("")) +
        ", 'b');"
        "INSERT INTO map VALUES (0, 0, 0, 'a'), (1, 0, 0, 'a'), (1, 0, 1, 'b');";
    const std::string join =
        "CREATE VIEW tiles AS SELECT\n map.zoom_level AS zoom_level, map.tile_column AS "
        "tile_column,\n map.tile_row AS tile_row, images.tile_data AS tile_data\n FROM map JOIN "
        "images ON images.tile_id = map.tile_id;";
    const std::string other =
        "CREATE VIEW tiles AS SELECT m.zoom_level, m.tile_column, m.tile_row, i.tile_data "
        "FROM map m, images i WHERE m.tile_id = i.tile_id;";
    for (const std::string& view : {join, other}) {
        const auto reader = archive::open(mbtiles_of(folder, "a.mbtiles", tables + view));
        CHECK(reader->count().addressed == 3);
        CHECK(reader->count().distinct == 2);
        CHECK(reader->tile({1, 0, 1}) == stored);
        CHECK(reader->tile({1, 0, 0}) == packed(""));
    }
}

TEST_CASE("a view that says something else of its contents hides none", "[hostile]") {
    const TemporaryFolder folder;
    const std::string path = mbtiles_of(
        folder, "a.mbtiles",
        "CREATE TABLE map (zoom_level integer, tile_column integer, tile_row integer, tile_id "
        "text);"
        "CREATE TABLE images (tile_data blob, tile_id text);"
        "INSERT INTO images VALUES (" +
            hex(stored) +
            ", 'a'), (x'1f8b0800', 'b');"
            "INSERT INTO map VALUES (0, 0, 0, 'a'), (1, 0, 0, 'a');"
            "CREATE VIEW tiles AS SELECT zoom_level, tile_column, tile_row, "
            "(SELECT tile_data FROM images WHERE images.tile_id = "
            "CASE zoom_level WHEN 0 THEN 'a' ELSE 'b' END) AS tile_data FROM map;");
    CHECK(archive::open(path)->count().distinct == 2);
    CHECK_THAT(findings(path), Catch::Contains("1/0/1: the gzip data is damaged or cut short"));
}

TEST_CASE("a view that takes longer for a tile than a reader is given ends there", "[hostile]") {
    const TemporaryFolder folder;
    const std::string numbers =
        "CREATE TABLE n (i integer); INSERT INTO n WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL "
        "SELECT x + 1 FROM c LIMIT 10000) SELECT x FROM c;";
    const std::string path = mbtiles_of(
        folder, "a.mbtiles",
        numbers + view_of("x'00' AS tile_data FROM n a, n b, n c WHERE a.i + b.i + c.i < 0"));
    const auto reader = archive::open(path, std::chrono::milliseconds{50});
    for (int i = 0; i < 2; ++i) {
        const auto start = std::chrono::steady_clock::now();
        CHECK_THROWS_AS(reader->tile({0, 0, 0}), archive::TooSlow);
        CHECK_THROWS_AS(reader->tile_place({0, 0, 0}), archive::TooSlow);
        CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{1});
    }
}

TEST_CASE("a view without end, or of a gigabyte, is refused", "[hostile]") {
    const TemporaryFolder folder;
    const auto said = [&](const std::string& sql) {
        return refusal(mbtiles_of(folder, "a.mbtiles", sql));
    };
    CHECK_THAT(said("CREATE VIEW tiles AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 "
                    "FROM c) SELECT 0 AS zoom_level, 0 AS tile_column, 0 AS tile_row, x'00' AS "
                    "tile_data FROM c WHERE x < 0"),
               Catch::Contains("may choose and join, no more"));
    CHECK_THAT(said(view_of("zeroblob(900000000) AS tile_data")), Catch::Contains("zeroblob"));
    const std::string numbers =
        "CREATE TABLE n (i integer); INSERT INTO n WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL "
        "SELECT x + 1 FROM c LIMIT 1000) SELECT x FROM c;";
    CHECK_THAT(said(numbers + view_of("x'00' AS tile_data FROM n a, n b, n c WHERE a.i + b.i + "
                                      "c.i < 0")),
               Catch::Contains("far more steps"));
    CHECK_THAT(said(std::string{tiles_table} + "INSERT INTO tiles VALUES (0, 0, 0, "
                                               "zeroblob(70000000))"),
               Catch::Contains("too big"));
}

TEST_CASE("rows of the wrong types are found out, and crash nothing", "[hostile]") {
    const TemporaryFolder folder;
    const auto with_rows = [&](const std::string& rows) {
        return mbtiles_of(folder, "a.mbtiles",
                          std::string{tiles_table} + "INSERT INTO tiles VALUES " + rows);
    };
    for (const char* rows :
         {"('a', 'b', 'c', 'text')", "(0, 0, 0, NULL)", "(0, 0, 0, 'text')", "(0.5, 0, 0, 1.5)"}) {
        const std::string path = with_rows(rows);
        CHECK(refusal(path) == "accepted");
        CHECK_THAT(findings(path), Catch::Contains("is no tile"));
    }
    for (const char* rows : {"(-1, 0, 0, x'')", "(0, 1, 0, x'')", "(25, 0, 0, x'')",
                             "(0, 0, -9223372036854775808, x'')"}) {
        const std::string path = with_rows(rows);
        CHECK_THAT(refusal(path), Catch::Contains("there is no tile at zoom"));
        CHECK_THAT(findings(path), Catch::Contains("is no tile"));
    }
    const std::string path = mbtiles_of(folder, "b.mbtiles",
                                        std::string{tiles_table} +
                                            "INSERT INTO metadata VALUES (x'00ff1b', x'ff'), "
                                            "(NULL, NULL), ('deep', '" +
                                            std::string(300'000, '[') + "')");
    CHECK(refusal(path) == "accepted");
    CHECK_THAT(findings(path), Catch::Contains("is not UTF-8"));
}

TEST_CASE("a database that is cut short is refused, wherever it is cut", "[hostile]") {
    const TemporaryFolder folder;
    std::string rows = "(0, 0, 0, " + hex(Bytes(100'000, 7)) + ")";
    for (int i = 0; i < 40; ++i) {
        rows += ", (6, " + std::to_string(i) + ", 0, " +
                hex(Bytes(500, static_cast<std::uint8_t>(i))) + ")";
    }
    const std::string path = mbtiles_of(
        folder, "a.mbtiles", std::string{tiles_table} + "INSERT INTO tiles VALUES " + rows);
    REQUIRE(refusal(path) == "accepted");
    const auto whole = fs::file_size(path);
    for (const std::uintmax_t size : {whole - 1, whole - 4096, whole - 5000, whole / 2,
                                      std::uintmax_t{5000}, std::uintmax_t{99}}) {
        fs::resize_file(path, size);
        CAPTURE(whole, size);
        CHECK(refusal(path) != "accepted");
    }
}

TEST_CASE("contents are compared by their bytes when their names are equal", "[hostile]") {
    archive::KnownContents contents;
    const Bytes a{1, 2, 3};
    int reads = 0;
    const auto read = [&](Bytes found) {
        return [&reads, found](std::uint64_t id) {
            CHECK(id == 70);
            ++reads;
            return found;
        };
    };
    CHECK(contents.number_of(a, 70, read({})) == 0);
    CHECK(contents.number_of(a, 71, read({9, 9, 9})) == 1);  // As if a name were two contents'.
    CHECK(reads == 1);
}

TEST_CASE("a folder's tile that is no file, or leads out of it, is refused at once", "[hostile]") {
    const TemporaryFolder folder;
    fs::create_directories(folder / "set/0/0");
    folder.put("set/metadata.json", R"({"name":"x","json":"{\"vector_layers\":[]}"})");
    folder.put("secret", "of somebody");
    const std::string tile_path = folder / "set/0/0/0.pbf";
    const auto said = [&] {
        const std::string why = refusal(folder / "set");
        CHECK_THROWS_AS(archive::open(folder / "set")->tile({0, 0, 0}), Error);
        fs::remove(tile_path);
        return why;
    };
    REQUIRE(::mkfifo(tile_path.c_str(), 0600) == 0);
    CHECK_THAT(said(), Catch::Contains("is not a regular file"));
    fs::create_symlink("/dev/zero", tile_path);
    CHECK(said() != "accepted");
    fs::create_symlink("../../../secret", tile_path);
    CHECK_THAT(said(), Catch::Contains("leads out of its folder"));
    fs::create_directory(tile_path);
    CHECK_THAT(said(), Catch::Contains("is not a regular file"));
    fs::create_symlink("0.pbf", tile_path);
    CHECK(said() != "accepted");
    std::ofstream{tile_path}.close();
    fs::resize_file(tile_path, std::uintmax_t{1} << 36);  // A hole takes no room on the disk.
    CHECK_THAT(said(), Catch::Contains("has 68719476736 bytes, over 33554432"));
    const int listener = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    if (tile_path.size() < sizeof address.sun_path) {
        std::memcpy(address.sun_path, tile_path.c_str(), tile_path.size() + 1);
        REQUIRE(::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
        CHECK(said() != "accepted");
    }
    ::close(listener);
    folder.put("set/0/0/0.pbf", as_text(stored));
    folder.put("set/0/0/0.mvt", "other");
    CHECK_THAT(refusal(folder / "set"), Catch::Contains("is there twice"));
}

TEST_CASE("a pipe is no tile set, and is not waited for", "[hostile]") {
    const TemporaryFolder folder;
    const std::string path = folder / GENERATE("a.pmtiles", "a.mbtiles");
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    CHECK_THAT(refusal(path), Catch::Contains("is not a regular file"));
}
