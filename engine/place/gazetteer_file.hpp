// SPDX-License-Identifier: MIT
//
// Inside place: a gazetteer on disk, which is read where it lies. A header, then sections one after
// the other, each at a multiple of 8 bytes; numbers are little-endian.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace tamga::place {

static_assert(std::endian::native == std::endian::little, "sections are mapped as they are");

/// Ends with the version of the format; a file of another is built again, not converted.
constexpr std::array<char, 8> file_magic{'T', 'A', 'M', 'G', 'A', 'Z', '0', '2'};

enum class Section : std::uint32_t {
    metadata,    ///< JSON: sources with their licences, counts, what was missing.
    places,      ///< PlaceRecord, countries first.
    strings,     ///< UTF-8, each ended by a zero; the first is empty.
    keys,        ///< KeyRecord, an open hash table.
    sieve,       ///< KeySieve: bits by which most texts that are no key are known as such.
    postings,    ///< Which places a key names: the best first.
    towns,       ///< TownNode, a k-d tree.
    cells,       ///< u32 for each cell of the globe, see AreaIndex.
    cell_parts,  ///< u32, what the cells with borders in them hold.
    vertices,    ///< Vertex, rings one after the other, each ending where it starts.
    areas,       ///< u32: the place each area belongs to.
    centres,     ///< CentreRecord: points that stand for whole countries.
    near_cells,  ///< u32, where the list of each cell of half a degree starts, see NearCells.
    near_nodes,  ///< u32, numbers of town nodes.
    count
};

struct SectionPlace {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

struct FileHeader {
    std::array<char, 8> magic = file_magic;
    std::array<SectionPlace, static_cast<std::size_t>(Section::count)> sections;
};

constexpr std::uint32_t no_place = 0xFFFFFFFF;

struct PlaceRecord {
    std::int32_t lon_e7 = 0;  ///< Degrees times 10^7.
    std::int32_t lat_e7 = 0;
    std::uint32_t id = 0;  ///< GeoNames; 0: it has none.
    std::uint32_t population = 0;
    std::uint32_t name = 0;  ///< In strings.
    std::uint32_t iso = 0;   ///< In strings: ISO 3166 code.
    std::uint32_t country = no_place;
    std::uint32_t admin1 = no_place;
    std::uint32_t admin2 = no_place;
    std::array<char, 7> code{};  ///< GeoNames' feature code: PPLA2.
    std::uint8_t kind = 0;
};

struct KeyRecord {
    std::uint32_t text = 0;  ///< In strings; 0: the slot is free.
    std::uint32_t postings = 0;
    std::uint32_t hash = 0;  ///< The upper half of the key's hash.
    std::uint16_t count = 0;
    std::uint16_t bits = 0;
};

struct TownNode {
    std::array<float, 3> at{};  ///< Metres from the centre of the Earth.
    std::uint32_t place = 0;
};

struct Vertex {
    std::int32_t lon_e7 = 0;
    std::int32_t lat_e7 = 0;
};

struct CentreRecord {
    std::int32_t lon_e7 = 0;
    std::int32_t lat_e7 = 0;
    std::uint32_t place = 0;
};

static_assert(std::is_trivially_copyable_v<FileHeader>);
static_assert(sizeof(PlaceRecord) == 44 && sizeof(KeyRecord) == 16 && sizeof(TownNode) == 16 &&
              sizeof(Vertex) == 8 && sizeof(CentreRecord) == 12);

}  // namespace tamga::place
