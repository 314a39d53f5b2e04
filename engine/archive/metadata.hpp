// SPDX-License-Identifier: MIT
#pragma once

#include "engine/archive/archive.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tamga::archive {

/// Metadata of more is refused before it is read.
inline constexpr std::size_t most_metadata_bytes = std::size_t{16} << 20;

/// A Description as the metadata of PMTiles: its `json` with "name", "description" and
/// "attribution" beside the other members. Throws Error{Fault::input} if `json` is not an object.
std::string pmtiles_metadata(const Description& description);

/// The part of a Description that PMTiles keeps in its metadata; zooms, bounds and center are in
/// the header. Throws Error{Fault::input} if `text` is not a JSON object.
Description from_pmtiles_metadata(std::string_view text);

using Rows = std::vector<std::pair<std::string, std::string>>;

/// A Description as the rows of MBTiles' metadata table: "json" holds vector_layers and tilestats,
/// every other member of Description::json is a row of its own (a text as it is, anything else as
/// JSON).
Rows mbtiles_metadata(const Description& description);

/// The reverse. Rows that hold a JSON object or array become members of Description::json as such.
/// What is missing or makes no sense keeps its default; verify complains about it.
Description from_mbtiles_metadata(const Rows& rows);

/// The metadata.json of a folder: the rows of mbtiles_metadata() as one object of texts, which is
/// what other tools write there.
std::string directory_metadata(const Description& description);
Description from_directory_metadata(std::string_view text);

}  // namespace tamga::archive
