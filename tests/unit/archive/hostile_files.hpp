// SPDX-License-Identifier: MIT
//
// Archives of tests that are made by hand, so that anything may be in them.
#pragma once

#include "engine/archive/archive.hpp"
#include "engine/archive/pmtiles.hpp"
#include "engine/archive/verify.hpp"
#include "engine/base/bytes.hpp"
#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"
#include "engine/base/sqlite.hpp"
#include "engine/mvt/varint.hpp"
#include "tests/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::archive::test {

namespace fs = std::filesystem;

inline Bytes packed(ByteView raw) { return base::Compressor{6}.gzip(raw); }
inline Bytes packed(std::string_view raw) { return packed(as_bytes(raw)); }

inline Bytes joined(std::initializer_list<Bytes> parts) {
    Bytes all;
    for (const Bytes& part : parts) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

inline Bytes field(unsigned number, const Bytes& content) {
    Bytes out;
    mvt::append_field(out, number, content);
    return out;
}

/// A layer of one tile with these fields after its version and name.
inline Bytes tile_of(const std::string& name, const Bytes& fields) {
    const Bytes text{name.begin(), name.end()};
    return field(3, joined({{0x78, 2}, field(1, text), fields}));
}

/// A point feature at 25 17.
inline Bytes point() { return field(2, {0x18, 1, 0x22, 3, 9, 50, 34}); }

/// What a PMTiles file is made of; sections are written as they are.
struct Parts {
    Bytes root;
    std::string metadata = R"({"vector_layers":[]})";
    Bytes leaves{};
    Bytes tiles{};
    int max_zoom = 0;
    Compression tile_compression = Compression::gzip;
};

inline std::string pmtiles_of(const Parts& parts) {
    const Bytes metadata = packed(parts.metadata);
    pmtiles::Header header;
    std::uint64_t at = pmtiles::header_size;
    const auto place = [&](pmtiles::Section& section, const Bytes& bytes) {
        section = {at, bytes.size()};
        at += bytes.size();
    };
    place(header.root, parts.root);
    place(header.metadata, metadata);
    place(header.leaves, parts.leaves);
    place(header.tiles, parts.tiles);
    header.internal_compression = Compression::gzip;
    header.tile_compression = parts.tile_compression;
    header.tile_type = pmtiles::TileType::mvt;
    header.max_zoom = static_cast<std::uint8_t>(parts.max_zoom);
    header.bounds_e7 = {-1800000000, -850000000, 1800000000, 850000000};
    std::string file;
    for (const Bytes& part : {encode(header), parts.root, metadata, parts.leaves, parts.tiles}) {
        file += as_text(part);
    }
    return file;
}

inline Bytes packed_directory(const std::vector<pmtiles::Entry>& entries) {
    return packed(pmtiles::encode(entries));
}

/// `count` entries of one tile each that all have the first byte of the tile data for a content.
inline Bytes regular_directory(std::uint64_t first_id, std::size_t count) {
    Bytes raw;
    mvt::append_varint(raw, count);
    mvt::append_varint(raw, first_id);
    raw.insert(raw.end(), count - 1, 1);
    raw.insert(raw.end(), 3 * count, 1);
    return packed(raw);
}

/// An MBTiles file made by SQL; the metadata table is there already.
inline std::string mbtiles_of(const TemporaryFolder& folder, const std::string& name,
                              const std::string& sql) {
    const std::string path = folder / name;
    fs::remove(path);
    base::Database database{path, base::Database::Mode::create};
    database.execute(
        "CREATE TABLE metadata (name text, value text);"
        "INSERT INTO metadata VALUES ('name', 'x'), ('format', 'pbf'), "
        "('minzoom', '0'), ('maxzoom', '0'), ('json', '{\"vector_layers\":[]}');" +
        sql);
    return path;
}

inline constexpr const char* tiles_table =
    "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, "
    "tile_data blob);";

inline std::string hex(ByteView bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : bytes) {
        text += {digits[byte >> 4], digits[byte & 15]};
    }
    return "x'" + text + "'";
}

/// What is said of a file when all its tiles are looked for.
inline std::string refusal(const std::string& path) {
    try {
        open(path)->count();
    } catch (const Error& error) {
        CHECK(error.fault() == Fault::input);
        return error.what();
    }
    return "accepted";
}

/// What verify() finds, one line each.
inline std::string findings(const std::string& path) {
    std::string text;
    for (const Finding& finding :
         verify(path, {.strict = false, .most_kept = 100, .progress = {}}).findings) {
        text += finding.text() + "\n";
    }
    return text;
}

}  // namespace tamga::archive::test
