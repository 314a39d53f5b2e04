// SPDX-License-Identifier: MIT
#include "engine/archive/formats.hpp"
#include "engine/archive/known_contents.hpp"
#include "engine/archive/metadata.hpp"
#include "engine/base/error.hpp"
#include "engine/base/files/raw_file.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/mvt/decode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <mutex>

namespace tamga::archive {
namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 2> endings{".pbf", ".mvt"};

struct Tile {
    std::uint64_t id = 0;
    std::string ending;
    std::uint64_t content = 0;
};

/// The whole of `text` as a number below `limit`, written as a program would.
std::optional<std::uint32_t> number(std::string_view text, std::uint64_t limit) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && value < limit && std::to_string(value) == text ? std::optional{value}
                                                                   : std::nullopt;
}

bool is_tile_file(const fs::path& path) {
    return path.extension() == ".pbf" || path.extension() == ".mvt";
}

/// Calls use(entry, number) for what is in `folder` and has a number below `limit` for a name.
template <class Use>
void numbered(const fs::path& folder, std::uint64_t limit, bool folders, const Use& use) {
    for (const auto& entry : fs::directory_iterator{folder}) {
        base::stop_if_interrupted("");
        const bool wanted = folders ? entry.is_directory() : is_tile_file(entry.path());
        const auto named = wanted ? number(entry.path().stem().string(), limit) : std::nullopt;
        if (named) {
            use(entry.path(), *named);
        }
    }
}

/// Every tile in hilbert_id order.
std::vector<Tile> list_tiles(const fs::path& root) {
    std::vector<Tile> tiles;
    numbered(root, tile::max_zoom + 1, true, [&](const fs::path& level, std::uint32_t zoom) {
        const std::uint64_t side = std::uint64_t{1} << zoom;
        numbered(level, side, true, [&](const fs::path& column, std::uint32_t x) {
            numbered(column, side, false, [&](const fs::path& file, std::uint32_t y) {
                tiles.push_back({tile::hilbert_id({static_cast<std::uint8_t>(zoom), x, y}),
                                 file.extension().string(), 0});
            });
        });
    });
    std::ranges::sort(tiles, {}, &Tile::id);
    const auto twice = std::ranges::adjacent_find(tiles, {}, &Tile::id);
    if (twice != tiles.end()) {
        throw Error{Fault::input, "the tile " + to_string(tile::tile_of_hilbert_id(twice->id)) +
                                      " is there twice, as .pbf and as .mvt"};
    }
    return tiles;
}

/// A tile's file, or nothing if there is none.
std::optional<base::RawFile> tile_file(const fs::path& root, const std::string& name) {
    auto file = base::RawFile::within(root, name);
    if (file && file->size() > mvt::most_tile_bytes) {
        throw Error{Fault::input, fmt::format("{} has {} bytes, over {}", name, file->size(),
                                              mvt::most_tile_bytes)};
    }
    return file;
}

std::optional<Bytes> content_of(const fs::path& root, tile::TileId id, const std::string& ending) {
    const std::string name = to_string(id) + ending;
    const auto file = tile_file(root, name);
    return file ? std::optional{in_context(name, [&] { return base::whole_file(*file); })}
                : std::nullopt;
}

void number_contents(const fs::path& root, std::vector<Tile>& tiles) {
    KnownContents contents;
    const auto read = [&](const Tile& tile) {
        return content_of(root, tile::tile_of_hilbert_id(tile.id), tile.ending).value_or(Bytes{});
    };
    const auto first_with = [&](std::uint64_t id) {
        return read(*std::ranges::lower_bound(tiles, id, {}, &Tile::id));
    };
    for (Tile& tile : tiles) {
        base::stop_if_interrupted("");
        tile.content = contents.number_of(read(tile), tile.id, first_with);
    }
}

class DirectoryReader final : public Reader {
public:
    explicit DirectoryReader(const std::string& path) : root_{path} {
        const auto metadata = base::RawFile::within(root_, "metadata.json");
        if (!metadata) {
            throw Error{Fault::input, "is a folder without metadata.json, so not a tile set"};
        }
        if (metadata->size() > most_metadata_bytes) {
            throw Error{Fault::input, fmt::format("metadata.json has {} bytes, over {}",
                                                  metadata->size(), most_metadata_bytes)};
        }
        description_ = from_directory_metadata(as_text(base::whole_file(*metadata)));
    }

    Format format() const override { return Format::directory; }
    const Description& description() const override { return description_; }

    std::optional<Bytes> tile(tile::TileId id) const override {
        for (const char* ending : endings) {
            if (auto content = content_of(root_, id, ending)) {
                return content;
            }
        }
        return std::nullopt;
    }
    std::optional<TilePlace> tile_place(tile::TileId id) const override {
        for (const char* ending : endings) {
            if (const auto file = tile_file(root_, to_string(id) + ending)) {
                return TilePlace{.size = file->size()};
            }
        }
        return std::nullopt;
    }

    void visit_runs(const VisitRun& visit) const override {
        for (const Tile& tile : tiles()) {
            visit({.first = tile.id, .count = 1, .content = tile.content});
        }
    }

private:
    const std::vector<Tile>& tiles() const {
        std::call_once(listed_, [&] {
            try {
                tiles_ = list_tiles(root_);
                number_contents(root_, tiles_);
            } catch (const fs::filesystem_error& error) {
                throw Error{Fault::system, error.what()};
            }
        });
        return tiles_;
    }

    fs::path root_;
    Description description_;
    mutable std::once_flag listed_;  // The list is made when it is first asked for, by any thread.
    mutable std::vector<Tile> tiles_;
};

}  // namespace

std::unique_ptr<Reader> directory_reader(const std::string& path, Patience /*patience*/) {
    return std::make_unique<DirectoryReader>(path);
}

}  // namespace tamga::archive
