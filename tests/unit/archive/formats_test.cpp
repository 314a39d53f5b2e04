// SPDX-License-Identifier: MIT
//
// The rows of formats: what the commands and the server go by.
#include "engine/archive/archive.hpp"

#include "engine/base/compress.hpp"
#include "tests/unit/bake/baking.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace tamga;

TEST_CASE("each format is written by its ending and known again by what is in it", "[archive]") {
    const tests::BakeFolder folder;
    const Bytes content = base::Compressor{}.gzip(as_bytes("a tile"));
    for (const archive::TileFormat& row : archive::tile_formats()) {
        CAPTURE(row.name);
        const std::string path =
            folder.path("tiles" + std::string{row.is_folder() ? "/" : row.ending});
        CHECK(archive::format_of(path) == row.format);
        const auto writer = archive::create(path, false);
        writer->put(tile::tile_of_hilbert_id(0), content);
        writer->finish({.name = "one tile"});
        CHECK(archive::open(path)->format() == row.format);
        CHECK(&archive::row_of(row.format) == &row);
    }
}

TEST_CASE("formats have names and endings of their own", "[archive]") {
    const auto rows = archive::tile_formats();
    for (const archive::TileFormat& row : rows) {
        CAPTURE(row.name);
        CHECK(std::ranges::count(rows, row.name, &archive::TileFormat::name) == 1);
        CHECK(std::ranges::count(rows, row.ending, &archive::TileFormat::ending) == 1);
        CHECK(
            (row.is_folder() || archive::format_of_ending("a" + std::string{row.ending}) == &row));
    }
    CHECK(archive::format_of_ending("tiles") == nullptr);
    CHECK(archive::listed_endings("NAME") == "NAME.pmtiles, NAME.mbtiles");
}
