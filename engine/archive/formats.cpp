// SPDX-License-Identifier: MIT
#include "engine/archive/formats.hpp"

#include "engine/archive/archive.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tamga::archive {
namespace {

constexpr TileFormat rows[] = {
    {.format = Format::pmtiles,
     .name = "pmtiles",
     .title = "PMTiles",
     .ending = ".pmtiles",
     .start = "PMTiles",
     .media_type = "application/vnd.pmtiles",
     .has_header_zooms = true,
     .has_named_types = false,
     .is_replaced_whole = true,
     .writer = pmtiles_writer,
     .reader = pmtiles_reader,
     .check = check_pmtiles},
    {.format = Format::mbtiles,
     .name = "mbtiles",
     .title = "MBTiles",
     .ending = ".mbtiles",
     .start = "SQLite format 3",
     .media_type = "",
     .has_header_zooms = false,
     .has_named_types = true,
     .is_replaced_whole = false,
     .writer = mbtiles_writer,
     .reader = mbtiles_reader,
     .check = check_mbtiles},
    {.format = Format::directory,
     .name = "directory",
     .title = "a folder of tiles",
     .ending = "",
     .start = "",
     .media_type = "",
     .has_header_zooms = false,
     .has_named_types = false,
     .is_replaced_whole = false,
     .writer = directory_writer,
     .reader = directory_reader,
     .check = nullptr},
};

}  // namespace

std::span<const TileFormat> tile_formats() { return rows; }

const TileFormat& row_of(Format format) {
    return *std::ranges::find(rows, format, &TileFormat::format);
}

const TileFormat* format_of_ending(std::string_view path) {
    const auto* const row = std::ranges::find_if(rows, [&](const TileFormat& one) {
        return !one.is_folder() && path.ends_with(one.ending);
    });
    return row == std::end(rows) ? nullptr : row;
}

std::string listed_endings(std::string_view stem) {
    std::string list;
    for (const TileFormat& row : rows) {
        if (!row.is_folder()) {
            list += fmt::format("{}{}{}", list.empty() ? "" : ", ", stem, row.ending);
        }
    }
    return list;
}

}  // namespace tamga::archive
