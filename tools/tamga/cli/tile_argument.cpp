// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/tile_argument.hpp"

#include "engine/base/error.hpp"
#include "engine/base/files/raw_file.hpp"
#include "engine/mvt/decode.hpp"

#include <charconv>
#include <filesystem>

namespace tamga::cli {

tile::TileId parse_tile(const std::string& text) {
    std::uint32_t numbers[3] = {};
    const char* at = text.data();
    const char* const end = at + text.size();
    for (int i = 0; i < 3; ++i) {
        const auto [stop, error] = std::from_chars(at, end, numbers[i]);
        if (error != std::errc{} || (i < 2 ? stop == end || *stop != '/' : stop != end)) {
            throw Error{Fault::usage, "'" + text + "' is not a tile, Z/X/Y"};
        }
        at = i < 2 ? stop + 1 : stop;
    }
    if (numbers[0] > static_cast<std::uint32_t>(tile::max_zoom)) {
        throw Error{Fault::usage,
                    "'" + text + "': the zoom is outside 0.." + std::to_string(tile::max_zoom)};
    }
    const std::uint32_t side = std::uint32_t{1} << numbers[0];
    if (numbers[1] >= side || numbers[2] >= side) {
        throw Error{Fault::usage,
                    "'" + text + "': column and row are outside 0.." + std::to_string(side - 1)};
    }
    return {static_cast<std::uint8_t>(numbers[0]), numbers[1], numbers[2]};
}

std::optional<Bytes> single_tile(const std::string& path) {
    const std::filesystem::path name{path};
    std::error_code ignored;
    if ((name.extension() != ".mvt" && name.extension() != ".pbf") ||
        !std::filesystem::is_regular_file(name, ignored)) {
        return std::nullopt;
    }
    const base::RawFile file{path};
    if (file.size() > mvt::most_tile_bytes) {
        throw Error{Fault::input, path + ": a tile of " + std::to_string(file.size()) +
                                      " bytes is refused; over " +
                                      std::to_string(mvt::most_tile_bytes) + " none is read"};
    }
    return in_context(path, [&] { return base::whole_file(file); });
}

}  // namespace tamga::cli
