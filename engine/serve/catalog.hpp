// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/serve/http/budget.hpp"
#include "engine/serve/tile_cache.hpp"
#include "engine/serve/tile_set.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace tamga::serve {

struct Style {
    std::string json;
    std::string catalog_entry;
};

/// A file of the viewer, held in memory.
struct Asset {
    std::string media_type;
    Bytes content;
    Bytes gzipped{};  ///< Empty where packing does not help.
    std::string tag{};
    std::string gzipped_tag{};
    bool immutable = false;  ///< Its name changes with its content.
};

template <class Value>
using ByName = std::map<std::string, Value, std::less<>>;

/// The memory that answers take.
struct Stock {
    explicit Stock(std::uint64_t for_answers, std::uint64_t for_tiles)
        : answers{for_answers}, tiles{for_tiles} {}

    Budget answers;  ///< What is made for one request, until it is sent.
    TileCache tiles;
};

/// Everything that a server answers with. Filled before the server starts, and only read from then
/// on, but that a tile set goes over to its next edition by itself.
class Catalog {
public:
    static constexpr std::uint64_t usual_memory = std::uint64_t{256} << 20U;

    /// `memory` in bytes is for all answers under way together; a quarter as much is for tiles that
    /// were asked for of late.
    explicit Catalog(std::uint64_t memory = usual_memory)
        : stock_{std::make_unique<Stock>(memory, memory / 4)} {}

    /// Adds the tile set at `path`, or every one in it if it is a folder: .pmtiles, .mbtiles and
    /// tile directories. A tile set is called what its file is called, less the extension. Throws
    /// Error{Fault::input} if there is none or it cannot be read, Error{Fault::usage} if two have
    /// one name or a name is one of the server's own addresses.
    void add_path(const std::string& path);
    /// A tile set that stays as it is.
    void add(const std::string& name, std::unique_ptr<const archive::Reader> reader,
             std::optional<base::RawFile> file = std::nullopt);

    /// Adds a MapLibre style, called `name`. Add the tile sets first: only those that are there are
    /// found in its sources. Throws Error{Fault::input} if it is not a style.
    void add_style(const std::string& name, const std::string& path);
    void add_style_text(const std::string& name, std::string_view json);

    /// Reads the built viewer. Throws Error{Fault::input} if there is no index.html in `folder`.
    void add_viewer(const std::string& folder);

    /// Lets every tile set look again; calls tell(text) for each that has something to say.
    void look_again(const std::function<void(const std::string&)>& tell) const;

    /// Shared by all that answer, hence not const.
    Stock& stock() const noexcept { return *stock_; }
    const ByName<TileSet>& tile_sets() const noexcept { return tile_sets_; }
    const ByName<Style>& styles() const noexcept { return styles_; }
    const ByName<Asset>& assets() const noexcept { return assets_; }

private:
    void add(const std::string& name, std::shared_ptr<const Edition> first, TileSet::Open open);

    std::unique_ptr<Stock> stock_;
    ByName<TileSet> tile_sets_;
    ByName<Style> styles_;
    ByName<Asset> assets_;
};

}  // namespace tamga::serve
