// SPDX-License-Identifier: MIT
#include "engine/archive/archive.hpp"

#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"
#include "tests/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <random>

using namespace tamga;
using archive::Description;
using tile::TileId;

namespace fs = std::filesystem;

namespace {

Description about_us() {
    Description about;
    about.name = "Journeys";
    about.description = "Who went where";
    about.attribution = "© somebody";
    about.min_zoom = 0;
    about.max_zoom = 7;
    about.bounds = {{50.5, 35.25}, {87.125, 55}};
    about.center = {70, 45};
    about.center_zoom = 3;
    about.json = R"({"tamga":{"routes":{"flows":[{"total":3.5,"zoom":0}]}},)"
                 R"("tilestats":{"layerCount":1},)"
                 R"("vector_layers":[{"fields":{"name":"String"},"id":"towns"}]})";
    return about;
}

using Tiles = std::map<std::uint64_t, Bytes>;

/// Tiles of which every third has a content that many share.
Tiles some_tiles(std::uint64_t count, std::uint32_t seed) {
    std::mt19937 random{seed};
    base::Compressor compressor;
    Tiles tiles;
    std::uint64_t id = 0;
    for (std::uint64_t i = 0; i < count; ++i, id += random() % 4 == 0 ? random() % 9 + 1 : 1) {
        const std::uint64_t kind = random();
        const std::string text =
            kind % 3 == 0 ? std::string(40, static_cast<char>(kind % 5)) : std::to_string(random());
        tiles[id] = compressor.gzip(as_bytes(text));
    }
    return tiles;
}

void write(const std::string& path, const Tiles& tiles, bool force = false) {
    const auto writer = archive::create(path, force);
    for (const auto& [id, content] : tiles) {
        writer->put(tile::tile_of_hilbert_id(id), content);
    }
    writer->finish(about_us());
}

std::size_t distinct(const Tiles& tiles) {
    std::map<Bytes, int> contents;
    for (const auto& tile : tiles) {
        ++contents[tile.second];
    }
    return contents.size();
}

void write_file(const std::string& path, std::string_view bytes) {
    std::ofstream{path, std::ios::binary} << bytes;
}

}  // namespace

TEST_CASE("what is written is read back, from every container", "[archive]") {
    const TemporaryFolder folder;
    const std::string path = folder / GENERATE("a.pmtiles", "a.mbtiles", "a/");
    const Tiles tiles = some_tiles(3000, 1);
    write(path, tiles);
    CHECK(folder.names().size() == 1);

    const auto reader = archive::open(path);
    CHECK(reader->format() == archive::format_of(path));
    Tiles read;
    std::map<std::uint64_t, Bytes> contents;
    std::uint64_t last = 0;
    reader->visit([&](TileId id, std::uint64_t content) {
        const std::uint64_t number = hilbert_id(id);
        REQUIRE((read.empty() || number > last));
        last = number;
        read[number] = reader->tile(id).value();
        REQUIRE(reader->tile_place(id).value().size == read[number].size());
        const auto [known, is_new] = contents.emplace(content, read[number]);
        REQUIRE((is_new || known->second == read[number]));
    });
    CHECK(read == tiles);
    CHECK(contents.size() == distinct(tiles));
    CHECK(reader->count().addressed == tiles.size());
    CHECK(reader->count().distinct == distinct(tiles));
    CHECK_FALSE(reader->tile({20, 1, 1}).has_value());
    CHECK_FALSE(reader->tile_place({20, 1, 1}).has_value());
}

TEST_CASE("a description survives every container", "[archive]") {
    const TemporaryFolder folder;
    const std::string path = folder / GENERATE("a.pmtiles", "a.mbtiles", "a/");
    write(path, some_tiles(20000, 2));  // Zooms 0 to 7 and a part of 8.
    const Description read = archive::open(path)->description();
    const Description expected = about_us();
    CHECK(read.name == expected.name);
    CHECK(read.description == expected.description);
    CHECK(read.attribution == expected.attribution);
    CHECK(read.min_zoom == 0);
    CHECK(read.max_zoom == 8);  // What the tiles say, not what we said.
    CHECK(read.bounds == expected.bounds);
    CHECK(read.center == expected.center);
    CHECK(read.center_zoom == expected.center_zoom);
    if (path.ends_with(".pmtiles")) {
        CHECK(read.json == expected.json);
    } else {  // MBTiles has rows for these, and so they get a value.
        CHECK(read.json == R"({"tamga":{"routes":{"flows":[{"total":3.5,"zoom":0}]}},)"
                           R"("tilestats":{"layerCount":1},"type":"overlay",)"
                           R"("vector_layers":[{"fields":{"name":"String"},"id":"towns"}],)"
                           R"("version":"1"})");
    }
}

TEST_CASE("the same tiles give the same bytes", "[archive]") {
    const TemporaryFolder folder;
    const std::string ending = GENERATE(".pmtiles", ".mbtiles");
    write(folder / ("a" + ending), some_tiles(2000, 3));
    write(folder / ("b" + ending), some_tiles(2000, 3));
    CHECK(content_of(folder / ("a" + ending)) == content_of(folder / ("b" + ending)));
}

TEST_CASE("a writer that is not finished leaves nothing", "[archive]") {
    const TemporaryFolder folder;
    const std::string path = folder / GENERATE("a.pmtiles", "a.mbtiles", "a/");
    {
        const auto writer = archive::create(path, false);
        writer->put({0, 0, 0}, base::Compressor{}.gzip({}));
        CHECK_FALSE(fs::exists(path));
    }
    CHECK(folder.names().size() == 0);
}

TEST_CASE("what is there is replaced only by force, and a folder only if it held tiles",
          "[archive]") {
    const TemporaryFolder folder;
    const std::string path = folder / GENERATE("a.pmtiles", "a.mbtiles", "a/");
    write(path, some_tiles(10, 4));
    CHECK_THROWS_WITH(write(path, some_tiles(5, 5)), Catch::Contains("--force replaces it"));
    write(path, some_tiles(5, 5), true);
    CHECK(archive::open(path)->count().addressed == 5);
    CHECK(folder.names().size() == 1);

    fs::create_directories(folder / "work");
    folder.put("work/thesis.txt", "years");
    CHECK_THROWS_WITH(write(folder / "work/", some_tiles(5, 5), true),
                      Catch::Contains("without metadata.json"));
    CHECK(content_of(folder / "work/thesis.txt") == "years");
}

TEST_CASE("names that fit no container are refused", "[archive]") {
    CHECK_THROWS_WITH(archive::format_of("tiles.zip"), Catch::Contains(".pmtiles, .mbtiles, or /"));
    CHECK(archive::format_of("new/") == archive::Format::directory);
    CHECK(archive::format_of(fs::temp_directory_path().string()) == archive::Format::directory);
}

TEST_CASE("a tile set is opened by its content, not its name", "[archive]") {
    const TemporaryFolder folder;
    write(folder / "a.pmtiles", some_tiles(5, 6));
    fs::rename(folder / "a.pmtiles", folder / "b.mbtiles");
    CHECK(archive::open(folder / "b.mbtiles")->format() == archive::Format::pmtiles);
}

TEST_CASE("what is no tile set is refused with the reason", "[archive]") {
    const TemporaryFolder folder;
    const auto refusal = [&](const std::string& name) {
        try {
            archive::open(folder / name)->count();
        } catch (const Error& error) {
            CHECK(error.fault() == Fault::input);
            return std::string{error.what()};
        }
        return std::string{"accepted"};
    };
    CHECK_THAT(refusal("missing"), Catch::EndsWith("there is no such file or folder"));
    folder.put("empty", "");
    CHECK_THAT(refusal("empty"), Catch::Contains("neither PMTiles nor MBTiles"));
    folder.put("short", "PMTiles\3 and no more");
    CHECK_THAT(refusal("short"), Catch::EndsWith("is not a PMTiles file"));
    folder.put("old", "PMTiles\2" + std::string(200, '\0'));
    CHECK_THAT(refusal("old"), Catch::Contains("is PMTiles version 2"));
    folder.put("sqlite", "SQLite format 3" + std::string(100, '\0'));
    CHECK_THAT(refusal("sqlite"), Catch::Contains("is not a readable MBTiles file"));
    fs::create_directory(folder / "folder");
    CHECK_THAT(refusal("folder"), Catch::Contains("without metadata.json"));
}

TEST_CASE("property: a damaged archive is an input error or other tiles, never a crash",
          "[archive][property]") {
    const TemporaryFolder folder;
    const std::string ending = GENERATE(".pmtiles", ".mbtiles");
    write(folder / ("a" + ending), some_tiles(3000, 7));
    const std::string whole = content_of(folder / ("a" + ending));
    std::mt19937 random{8};
    for (int round = 0; round < 150; ++round) {
        std::string damaged =
            whole.substr(0, round % 3 == 0 ? random() % whole.size() : whole.npos);
        for (std::uint64_t flips = random() % 4 + 1; flips > 0 && !damaged.empty(); --flips) {
            const std::size_t within =
                round % 2 == 0 ? std::min<std::size_t>(damaged.size(), 600) : damaged.size();
            damaged[random() % within] = static_cast<char>(random());
        }
        folder.put("b" + ending, damaged);
        try {
            const auto reader = archive::open(folder / ("b" + ending));
            std::uint64_t visited = 0;
            reader->visit([&](TileId id, std::uint64_t) {
                if (++visited % 50 == 0) {
                    reader->tile(id);
                }
                if (visited > 1'000'000) {
                    throw Error{Fault::input, "enough"};
                }
            });
        } catch (const Error& error) {
            CHECK(error.fault() == Fault::input);
        }
    }
}

TEST_CASE("a folder is replaced only if all in it is of a tile set", "[archive]") {
    const TemporaryFolder folder;
    const std::string path = folder / "out/";
    write(path, some_tiles(100, 3));
    const char* const stranger =
        GENERATE("notes.txt", "0/0/photo.jpg", "5/letter.pbf", "0/0/0.txt", "album/1.png",
                 "0/0/0.pbf/x", "25/0/0.png", "metadata.json.bak");
    const fs::path strange = fs::path{path} / stranger;
    if (std::string_view{stranger} == "0/0/0.pbf/x") {
        fs::remove(strange.parent_path());
    }
    fs::create_directories(strange.parent_path());
    write_file(strange.string(), "mine");
    CHECK_THROWS_WITH(archive::create(path, true), Catch::Contains("which is not of a tile set"));
    CHECK(content_of(strange.string()) == "mine");
    CHECK(folder.names().size() == 1);
}

TEST_CASE("what is put into a folder while it is being replaced is not removed", "[archive]") {
    const TemporaryFolder folder;
    const std::string path = folder / "out/";
    write(path, some_tiles(100, 3));
    const auto writer = archive::create(path, true);
    writer->put({0, 0, 0}, base::Compressor{1}.gzip(as_bytes("tile")));
    write_file(path + "0/letter.txt", "mine");
    writer->finish(about_us());
    std::size_t kept = 0;
    for (const auto& entry : fs::recursive_directory_iterator{folder.path()}) {
        kept += entry.path().filename() == "letter.txt" ? 1U : 0U;
    }
    CHECK(kept == 1);
}

TEST_CASE("a link to a folder is replaced, and what it leads to stays", "[archive]") {
    const TemporaryFolder folder;
    write(folder / "first/", some_tiles(100, 3));
    fs::create_directory_symlink(folder / "first", folder / "link");
    write(folder / "link/", some_tiles(50, 4), true);
    CHECK(archive::open(folder / "first")->count().addressed == 100);
    CHECK(archive::open(folder / "link")->count().addressed == 50);
    CHECK(folder.names().size() == 2);
}
