// SPDX-License-Identifier: MIT
#include "engine/archive/tile_folder.hpp"

#include "engine/tile/tile_id.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <filesystem>

namespace tamga::archive {
namespace {

namespace fs = std::filesystem;

/// How deep columns are below the folder.
constexpr int column_depth = 2;

bool is_number_below(std::string_view text, std::uint64_t limit) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && value < limit;
}

/// Of vector tiles and of pictures.
bool is_tile_name(const fs::path& name) {
    constexpr std::array<std::string_view, 8> endings{".pbf", ".mvt",  ".mlt",  ".png",
                                                      ".jpg", ".jpeg", ".webp", ".avif"};
    return std::ranges::count(endings, name.extension().string()) > 0 &&
           is_number_below(name.stem().string(), std::uint64_t{1} << tile::max_zoom);
}

/// A zoom, a column of tiles, a tile, or metadata.json, at its depth; links are none of these.
bool belongs(const fs::directory_entry& entry, int depth) {
    const fs::file_type type = entry.symlink_status().type();
    const fs::path name = entry.path().filename();
    if (type == fs::file_type::directory) {
        return depth < column_depth &&
               is_number_below(name.string(), depth == 0 ? tile::max_zoom + 1
                                                         : std::uint64_t{1} << tile::max_zoom);
    }
    return type == fs::file_type::regular &&
           (depth == column_depth ? is_tile_name(name) : depth == 0 && name == "metadata.json");
}

std::optional<std::string> stranger(const fs::path& folder, int depth) {
    for (const auto& entry : fs::directory_iterator{folder}) {
        if (!belongs(entry, depth)) {
            return entry.path().string();
        }
        if (entry.is_directory()) {
            if (auto found = stranger(entry.path(), depth + 1)) {
                return found;
            }
        }
    }
    return std::nullopt;
}

void remove(const fs::path& folder, int depth) {
    std::error_code ignored;
    for (fs::directory_iterator at{folder, ignored}; at != fs::directory_iterator{};
         at.increment(ignored)) {
        if (!belongs(*at, depth)) {
            continue;
        }
        if (at->is_directory(ignored)) {
            remove(at->path(), depth + 1);
        } else {
            fs::remove(at->path(), ignored);
        }
    }
    fs::remove(folder, ignored);  // If it is empty.
}

}  // namespace

std::optional<std::string> stranger_in(const std::string& folder) { return stranger(folder, 0); }

void remove_tiles(const std::string& folder) {
    std::error_code ignored;
    if (fs::is_symlink(folder, ignored)) {
        fs::remove(folder, ignored);
    } else if (fs::is_directory(folder, ignored)) {
        remove(folder, 0);
    }
}

}  // namespace tamga::archive
