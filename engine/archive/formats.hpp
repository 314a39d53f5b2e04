// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tamga::archive {

class Findings;
class Reader;
class Writer;

enum class Format : std::uint8_t { pmtiles, mbtiles, directory };

/// How long a database may take for one question; nothing: as long as it does.
using Patience = std::optional<std::chrono::milliseconds>;

/// All that is different in a container of tiles: what others ask for is asked of its row.
struct TileFormat {
    Format format;
    std::string_view name;        ///< In reports and catalogs: "pmtiles".
    std::string_view title;       ///< In messages: "PMTiles".
    std::string_view ending;      ///< Of a file's name: ".pmtiles"; empty: it is a folder.
    std::string_view start;       ///< Of a file's bytes.
    std::string_view media_type;  ///< Of the file, where clients read it by ranges; else empty.
    bool has_header_zooms;        ///< The zooms stand in a header, not in the metadata.
    bool has_named_types;         ///< A field is a Number, String or Boolean, nothing else.
    bool is_replaced_whole;       ///< A tile is what it was for as long as the file is.

    /// Whether the output may be replaced was checked before.
    std::unique_ptr<Writer> (*writer)(const std::string& path, std::pmr::memory_resource* memory);
    std::unique_ptr<Reader> (*reader)(const std::string& path, Patience patience);
    /// Its own rules, or null. Answers whether tiles are to be gzipped, if it says so.
    std::optional<bool> (*check)(const std::string& path, Findings& findings);

    bool is_folder() const { return ending.empty(); }
};

/// All of them, the folder last.
std::span<const TileFormat> tile_formats();

const TileFormat& row_of(Format format);

/// The format of a file by its name's ending, or nullptr.
const TileFormat* format_of_ending(std::string_view path);

/// The endings of files, each with `stem` before it: ".pmtiles, .mbtiles".
std::string listed_endings(std::string_view stem = "");

// What the rows are made of.
std::unique_ptr<Writer> pmtiles_writer(const std::string& path, std::pmr::memory_resource* memory);
std::unique_ptr<Reader> pmtiles_reader(const std::string& path, Patience patience);
std::optional<bool> check_pmtiles(const std::string& path, Findings& findings);

std::unique_ptr<Writer> mbtiles_writer(const std::string& path, std::pmr::memory_resource* memory);
std::unique_ptr<Reader> mbtiles_reader(const std::string& path, Patience patience);
std::optional<bool> check_mbtiles(const std::string& path, Findings& findings);

std::unique_ptr<Writer> directory_writer(const std::string& path,
                                         std::pmr::memory_resource* memory);
std::unique_ptr<Reader> directory_reader(const std::string& path, Patience patience);

}  // namespace tamga::archive
