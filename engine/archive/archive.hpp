// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/geo/lonlat.hpp"
#include "engine/tile/tile_id.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>

namespace tamga::archive {

enum class Format { pmtiles, mbtiles, directory };

/// ".pmtiles" and ".mbtiles" by the name's ending; a name that ends in "/" or names a folder is a
/// directory. Throws Error{Fault::usage} for anything else.
Format format_of(const std::string& path);

/// What a tile set says about itself, the same for every container.
struct Description {
    std::string name;
    std::string description;
    std::string attribution;
    int min_zoom = 0;
    int max_zoom = 0;
    geo::Box bounds = {{-180, -85.0511287798}, {180, 85.0511287798}};
    geo::LonLat center;
    int center_zoom = 0;
    /// A JSON object with "vector_layers" (TileJSON 3.0), "tilestats" and "tamga", and whatever
    /// else the tile set's metadata holds beside the members above.
    std::string json = "{}";
};

/// Writes a tile set. Tiles come in ascending hilbert_id order (which is zoom by zoom); each
/// content is a gzip member. Equal contents are stored once. Nothing is seen under the final name
/// before finish() returns; an object that is destroyed earlier leaves nothing behind.
class Writer {
public:
    virtual ~Writer() = default;
    Writer() = default;
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Requires that `id` comes after every id before it. Throws Error{Fault::system}.
    virtual void put(tile::TileId id, ByteView gzipped) = 0;
    virtual void finish(const Description& description) = 0;
};

/// A writer by the name's format. Throws Error if the output cannot be made, or is there already
/// and `force` is false. What it must know of all tiles until the end lies in `memory`.
std::unique_ptr<Writer> create(
    const std::string& path, bool force,
    std::pmr::memory_resource* memory = std::pmr::get_default_resource());

struct TileCount {
    std::uint64_t addressed = 0;  ///< Tiles that have a content.
    std::uint64_t distinct = 0;   ///< Contents.
};

/// Reads a tile set. Safe to use from several threads at once.
class Reader {
public:
    virtual ~Reader() = default;
    Reader() = default;
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    virtual Format format() const = 0;
    virtual const Description& description() const = 0;
    /// The content as stored (usually gzipped), or nothing if there is no such tile.
    virtual std::optional<Bytes> tile(tile::TileId id) const = 0;
    /// Every tile in hilbert_id order. `content` names equal contents by equal numbers.
    using Visit = std::function<void(tile::TileId id, std::uint64_t content)>;
    virtual void visit(const Visit& visit) const = 0;
    virtual TileCount count() const = 0;
};

/// Opens a tile set by what is in it, not by its name. Throws Error{Fault::input} if it is missing
/// or is not a tile set.
std::unique_ptr<Reader> open(const std::string& path);

}  // namespace tamga::archive
