// SPDX-License-Identifier: MIT
#pragma once

#include "engine/archive/archive.hpp"
#include "engine/base/bytes.hpp"
#include "engine/base/files/raw_file.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

// The parts of a PMTiles 3 file, https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md.
namespace tamga::archive::pmtiles {

inline constexpr std::size_t header_size = 127;
/// Header and root directory end before this byte, so that a client gets both in one request.
inline constexpr std::size_t root_end = 16384;

/// No directory or metadata unpacks to more, nor has more entries: a few kilobytes may claim
/// gigabytes.
inline constexpr std::size_t most_directory_bytes = std::size_t{16} << 20;
inline constexpr std::size_t most_directory_entries = std::size_t{1} << 21;

using archive::Compression;
enum class TileType : std::uint8_t { unknown, mvt, png, jpeg, webp, avif, mlt };

struct Section {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;

    friend bool operator==(Section, Section) = default;
};

struct Header {
    Section root;
    Section metadata;
    Section leaves;
    Section tiles;
    std::uint64_t addressed = 0;
    std::uint64_t entries = 0;
    std::uint64_t contents = 0;
    bool clustered = false;
    Compression internal_compression = Compression::unknown;
    Compression tile_compression = Compression::unknown;
    TileType tile_type = TileType::unknown;
    std::uint8_t min_zoom = 0;
    std::uint8_t max_zoom = 0;
    std::array<std::int32_t, 4> bounds_e7{};  ///< West, south, east, north.
    std::uint8_t center_zoom = 0;
    std::array<std::int32_t, 2> center_e7{};  ///< Longitude, latitude.

    friend bool operator==(const Header&, const Header&) = default;
};

Bytes encode(const Header& header);
/// Throws Error{Fault::input} if `bytes` do not start with a header of version 3.
Header decode_header(ByteView bytes);

/// One line of a directory: `run` tiles from `id` on have the content at `offset` in the tile
/// section; with a run of 0 it is a leaf directory at `offset` in the leaf section.
struct Entry {
    std::uint64_t id = 0;
    std::uint64_t offset = 0;
    std::uint32_t size = 0;
    std::uint32_t run = 0;

    friend bool operator==(const Entry&, const Entry&) = default;
};

/// The bytes of a directory, not compressed.
Bytes encode(std::span<const Entry> entries);

/// Varints one after the other. Throws Error{Fault::input} where one is cut short or too large.
class Varints {
public:
    Varints() = default;
    explicit Varints(ByteView bytes) : bytes_{bytes} {}
    std::uint64_t next();
    std::uint32_t next32();
    void skip(std::uint64_t count);
    ByteView rest() const { return bytes_.subspan(at_); }

private:
    ByteView bytes_;
    std::size_t at_ = 0;
};

/// The entries of a directory in their order, read from its bytes, which must outlive it: one takes
/// four bytes there and six times as many in a list. Throws Error{Fault::input} if the bytes are
/// cut short or go on after the last entry, if there are over most_directory_entries, if ids do not
/// ascend, or if a size is 0.
class DirectoryCursor {
public:
    explicit DirectoryCursor(ByteView bytes);

    std::uint64_t size() const { return count_; }
    /// Makes `entry` the next one; false after the last.
    bool next(Entry& entry);

private:
    std::uint64_t count_ = 0;
    std::uint64_t done_ = 0;
    Varints ids_;
    Varints runs_;
    Varints sizes_;
    Varints offsets_;
    Entry last_;
};

std::vector<Entry> decode_directory(ByteView bytes);
/// A section of directories or metadata as it was before it was packed. Throws Error{Fault::input}
/// if it unpacks to over most_directory_bytes, is damaged, or is packed by a method that is not
/// read.
Bytes section_bytes(const base::RawFile& file, Section section, Compression compression);

struct Directories {
    Bytes root;  ///< gzipped, at most root_end - header_size bytes
    Bytes leaves;
};

/// The directories of all entries: a root alone where it fits, else leaves as large as it takes
/// for a root of them to fit.
Directories directories(std::span<const Entry> entries);

}  // namespace tamga::archive::pmtiles
