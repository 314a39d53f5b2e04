// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

// The parts of a PMTiles 3 file, https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md.
namespace tamga::archive::pmtiles {

inline constexpr std::size_t header_size = 127;
/// Header and root directory end before this byte, so that a client gets both in one request.
inline constexpr std::size_t root_end = 16384;

enum class Compression : std::uint8_t { unknown, none, gzip, brotli, zstd };
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
/// Throws Error{Fault::input} if the bytes are cut short or go on after the last entry, or if ids
/// do not ascend, or a size is 0.
std::vector<Entry> decode_directory(ByteView bytes);

struct Directories {
    Bytes root;  ///< gzipped, at most root_end - header_size bytes
    Bytes leaves;
};

/// The directories of all entries: a root alone where it fits, else leaves as large as it takes
/// for a root of them to fit.
Directories directories(std::span<const Entry> entries);

}  // namespace tamga::archive::pmtiles
