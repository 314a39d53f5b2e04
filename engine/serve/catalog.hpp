// SPDX-License-Identifier: MIT
#pragma once

#include "engine/archive/archive.hpp"
#include "engine/base/bytes.hpp"
#include "engine/serve/raw_file.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace tamga::serve {

struct TileSet {
    std::unique_ptr<const archive::Reader> reader;
    std::optional<RawFile>
        file;              ///< The archive itself, where it is one file that clients can read.
    std::string tilejson;  ///< See documents.hpp.
    std::string catalog_entry;
};

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

/// Everything that a server answers with. Filled before the server starts, and only read from then
/// on; the files stay open, so that what replaces them on disk is not seen until the next start.
class Catalog {
public:
    /// Adds the tile set at `path`, or every one in it if it is a folder: .pmtiles, .mbtiles and
    /// tile directories. A tile set is called what its file is called, less the extension. Throws
    /// Error{Fault::input} if there is none or it cannot be read, Error{Fault::usage} if two have
    /// one name or a name is one of the server's own addresses.
    void add_path(const std::string& path);
    void add(const std::string& name, std::unique_ptr<const archive::Reader> reader,
             std::optional<RawFile> file = std::nullopt);

    /// Adds a MapLibre style, called `name`. Add the tile sets first: only those that are there are
    /// found in its sources. Throws Error{Fault::input} if it is not a style.
    void add_style(const std::string& name, const std::string& path);
    void add_style_text(const std::string& name, std::string_view json);

    /// Reads the built viewer. Throws Error{Fault::input} if there is no index.html in `folder`.
    void add_viewer(const std::string& folder);

    const ByName<TileSet>& tile_sets() const noexcept { return tile_sets_; }
    const ByName<Style>& styles() const noexcept { return styles_; }
    const ByName<Asset>& assets() const noexcept { return assets_; }

private:
    ByName<TileSet> tile_sets_;
    ByName<Style> styles_;
    ByName<Asset> assets_;
};

}  // namespace tamga::serve
