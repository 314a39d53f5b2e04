// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/tile/tile_id.hpp"

#include <optional>
#include <string>

namespace tamga::cli {

/// "Z/X/Y". Throws Error{Fault::usage} if it is not that, or if there is no such tile.
tile::TileId parse_tile(const std::string& text);

/// The bytes of a file that holds a single tile: one that is named .mvt or .pbf and is not a tile
/// set. Nothing for other files.
std::optional<Bytes> single_tile(const std::string& path);

}  // namespace tamga::cli
