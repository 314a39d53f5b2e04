// SPDX-License-Identifier: MIT
#include "engine/archive/archive.hpp"

#include "engine/archive/formats.hpp"
#include "engine/archive/tile_folder.hpp"
#include "engine/base/error.hpp"
#include "engine/base/files/check_output.hpp"
#include "engine/base/files/raw_file.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/mvt/decode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace tamga::archive {
namespace {

namespace fs = std::filesystem;

/// Refuses to put a tile set in the place of something that is none.
void check_replaced(const std::string& path, Format format) {
    std::error_code ignored;
    const bool folder = fs::is_directory(path, ignored);
    const bool to_folder = row_of(format).is_folder();
    if (!to_folder && folder) {
        throw Error{Fault::usage, path + ": is a folder; the tile set would be one file"};
    }
    if (to_folder && fs::exists(path, ignored)) {
        if (!folder) {
            throw Error{Fault::usage, path + ": is a file; the tile set would be a folder"};
        }
        if (!fs::is_empty(path, ignored) && !fs::exists(fs::path{path} / "metadata.json")) {
            throw Error{Fault::usage, path +
                                          ": is a folder without metadata.json, so not a tile "
                                          "set; it is not replaced"};
        }
        if (const auto stranger = stranger_in(path)) {
            throw Error{Fault::usage, fmt::format("{}: holds {}, which is not of a tile set; the "
                                                  "folder is not replaced",
                                                  path, *stranger)};
        }
    }
}

std::string first_bytes(const std::string& path) {
    const base::RawFile file{path};
    std::array<char, 16> bytes{};
    return {bytes.data(), file.read(0, bytes)};
}

}  // namespace

Format format_of(const std::string& path) {
    if (const TileFormat* row = format_of_ending(path)) {
        return row->format;
    }
    std::error_code ignored;
    if (path.ends_with('/') || fs::is_directory(path, ignored)) {
        return Format::directory;
    }
    throw Error{Fault::usage, fmt::format("{}: a tile set's name ends in {}, or / for a folder",
                                          path, listed_endings())};
}

std::unique_ptr<Writer> create(const std::string& path, bool force,
                               std::pmr::memory_resource* memory) {
    const Format format = format_of(path);
    base::check_output(path, force);
    check_replaced(path, format);
    return row_of(format).writer(path, memory);
}

std::optional<TilePlace> Reader::tile_place(tile::TileId id) const {
    const auto content = tile(id);
    return content ? std::optional{TilePlace{.size = content->size()}} : std::nullopt;
}

TileCount Reader::count() const {
    TileCount count;
    visit_runs([&](const TileRun& run) {
        count.addressed += run.count;
        count.distinct = std::max(count.distinct, run.content + 1);
    });
    return count;
}

void Reader::visit(const Visit& visit) const {
    visit_runs([&](const TileRun& run) {
        for (std::uint64_t id = run.first; id < run.first + run.count; ++id) {
            base::stop_if_interrupted("");
            visit(tile::tile_of_hilbert_id(id), run.content);
        }
    });
}

Bytes unpacked(ByteView stored, Compression compression) {
    if (compression == Compression::brotli || compression == Compression::zstd) {
        throw Error{Fault::input, std::string{"the tiles are compressed with "} +
                                      (compression == Compression::brotli ? "brotli" : "zstd") +
                                      "; gzip is read, or none"};
    }
    return mvt::unpacked(stored);
}

std::unique_ptr<Reader> open(const std::string& path, Patience patience) {
    return in_context(path, [&]() -> std::unique_ptr<Reader> {
        std::error_code ignored;
        if (!fs::exists(path, ignored)) {
            throw Error{Fault::input, "there is no such file or folder"};
        }
        const bool folder = fs::is_directory(path, ignored);
        const std::string start = folder ? "" : first_bytes(path);
        std::string others;
        for (const TileFormat& row : tile_formats()) {
            if (row.is_folder() == folder && start.starts_with(row.start)) {
                return row.reader(path, patience);
            }
            others += fmt::format("{}{}", others.empty() ? "" : " nor ", row.title);
        }
        throw Error{Fault::input, "is neither " + others};
    });
}

}  // namespace tamga::archive
