// SPDX-License-Identifier: MIT
#pragma once

#include "engine/archive/formats.hpp"
#include "engine/base/bytes.hpp"
#include "engine/base/error.hpp"
#include "engine/geo/lonlat.hpp"
#include "engine/tile/tile_id.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>

namespace tamga::archive {

/// By the name's ending; a name that ends in "/" or names a folder is a
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

/// How a tile's bytes are packed, as PMTiles numbers it. Unknown: each tile says it itself.
enum class Compression : std::uint8_t { unknown, none, gzip, brotli, zstd };

/// Tiles that follow each other in hilbert_id order and have one content.
struct TileRun {
    std::uint64_t first = 0;    ///< The hilbert_id of the first.
    std::uint64_t count = 1;    ///< A few bytes may claim billions.
    std::uint64_t content = 0;  ///< Equal contents have one number; new ones count up from 0.
};

/// What a container says of a content before it is read, and it may lie.
struct TilePlace {
    std::uint64_t size = 0;  ///< In bytes.
    std::optional<std::uint64_t>
        offset{};  ///< In the archive's file, if it lies there in one piece.
};

/// Reads a tile set. Safe to use from several threads at once. What a damaged or hostile file can
/// make it do is bounded by the file's real size. Members throw Error{Fault::input} for such files,
/// and Error{Fault::system} if the process is asked to stop.
class Reader {
public:
    virtual ~Reader() = default;
    Reader() = default;
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    virtual Format format() const = 0;
    virtual const Description& description() const = 0;
    virtual Compression compression() const { return Compression::unknown; }
    /// The content as stored (usually gzipped), or nothing if there is no such tile.
    virtual std::optional<Bytes> tile(tile::TileId id) const = 0;
    /// Where tile() would read, without reading it; nothing if there is no such tile.
    virtual std::optional<TilePlace> tile_place(tile::TileId id) const;
    /// All tiles in hilbert_id order.
    using VisitRun = std::function<void(const TileRun& run)>;
    virtual void visit_runs(const VisitRun& visit) const = 0;
    virtual TileCount count() const;

    /// The same tile by tile: for sets that are known to be small.
    using Visit = std::function<void(tile::TileId id, std::uint64_t content)>;
    void visit(const Visit& visit) const;
};

/// A stored tile as raw protobuf. Throws Error{Fault::input} if it is packed by a method that is
/// not read, damaged, or larger than mvt::most_tile_bytes.
Bytes unpacked(ByteView stored, Compression compression);

/// A database took longer for one question than the reader was given.
class TooSlow : public Error {
public:
    using Error::Error;
};

/// Opens a tile set by what is in it, not by its name. If a database takes longer than `patience`
/// for one question, TooSlow is thrown. Throws Error{Fault::input} if it is missing or is not a
/// tile set.
std::unique_ptr<Reader> open(const std::string& path, Patience patience = std::nullopt);

}  // namespace tamga::archive
