// SPDX-License-Identifier: MIT
#include "engine/archive/checks.hpp"
#include "engine/archive/content_table.hpp"
#include "engine/archive/pmtiles.hpp"
#include "engine/base/error.hpp"
#include "engine/base/files/raw_file.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tamga::archive {
namespace {

using namespace pmtiles;

constexpr const char* rule = "PMTiles 3";

struct NamedSection {
    const char* name;
    Section section;
};

class Checker {
public:
    Checker(const base::RawFile& file, const Header& header, Findings& findings)
        : file_{file}, findings_{findings}, header_{header} {}

    void run() {
        check_sections();
        check_header();
        try {
            check_directory(header_.root, 0, std::nullopt);
            check_counts();
            check_metadata_text();
        } catch (const Error& error) {
            must(error.what());
        }
    }

private:
    void must(std::string message) { findings_.must(rule, std::move(message)); }

    bool is_inside(Section section) const {
        return section.offset <= file_.size() && section.size <= file_.size() - section.offset;
    }

    void check_sections() {
        if (header_.root.size > root_end || header_.root.offset > root_end - header_.root.size) {
            must(fmt::format("the root directory ({} bytes from {}) ends after byte {}",
                             header_.root.size, header_.root.offset, root_end));
        }
        const NamedSection sections[] = {{"header", {0, header_size}},
                                         {"root directory", header_.root},
                                         {"metadata", header_.metadata},
                                         {"leaf directories", header_.leaves},
                                         {"tile data", header_.tiles}};
        for (const NamedSection& one : sections) {
            if (!is_inside(one.section)) {
                must(fmt::format("the {} ({} bytes from {}) end after the file's {} bytes",
                                 one.name, one.section.size, one.section.offset, file_.size()));
            }
            for (const NamedSection* other = sections; other != &one; ++other) {
                const auto& [a, b] = std::pair{one.section, other->section};
                if (is_inside(a) && is_inside(b) && a.size > 0 && b.size > 0 &&
                    a.offset < b.offset + b.size && b.offset < a.offset + a.size) {
                    must(fmt::format("the {} and the {} overlap", other->name, one.name));
                }
            }
        }
    }

    void check_header() {
        if (header_.tile_type != TileType::mvt) {
            must(fmt::format("the tile type is {}, not 1 (MVT)",
                             static_cast<int>(header_.tile_type)));
        }
        if (header_.tile_compression != Compression::gzip &&
            header_.tile_compression != Compression::none) {
            must(fmt::format("the tile compression is {}, not 2 (gzip)",
                             static_cast<int>(header_.tile_compression)));
        }
        const auto& [west, south, east, north] = header_.bounds_e7;
        if (west >= east || south >= north) {
            must(fmt::format("the bounds {} {} {} {} (E7) hold no area", west, south, east, north));
        }
        if (header_.center_zoom < header_.min_zoom || header_.center_zoom > header_.max_zoom) {
            must(fmt::format("the center's zoom {} is outside {}..{}", header_.center_zoom,
                             header_.min_zoom, header_.max_zoom));
        }
    }

    Bytes bytes_of(Section section) const {
        return section_bytes(file_, section, header_.internal_compression);
    }

    void check_directory(Section place, int depth, std::optional<std::uint64_t> first_id) {
        if (!is_inside(place)) {
            must("a directory is outside of the file");
            return;
        }
        const Bytes bytes = bytes_of(place);
        DirectoryCursor entries{bytes};
        Entry entry;
        bool more = entries.next(entry);
        if (!more) {
            must("a directory has no entries");
        } else if (first_id && entry.id != *first_id) {
            must(fmt::format("a leaf starts with tile id {}, its entry with {}", entry.id,
                             *first_id));
        }
        for (; more; more = entries.next(entry)) {
            check_entry(entry, depth);
        }
    }

    void check_entry(const Entry& entry, int depth) {
        if (left_-- == 0) {
            throw Error{Fault::input, "the directories have more entries than the file has bytes"};
        }
        if (left_ % 4096 == 0) {
            base::stop_if_interrupted("");
        }
        if (entry.run > 0) {
            check_tile_entry(entry);
        } else if (depth > 0) {
            must("a leaf directory leads to another leaf directory");
        } else if (entry.offset > header_.leaves.size ||
                   entry.size > header_.leaves.size - entry.offset) {
            must("a leaf directory is outside of its section");
        } else {
            check_directory({header_.leaves.offset + entry.offset, entry.size}, depth + 1,
                            entry.id);
        }
    }

    void check_tile_entry(const Entry& entry) {
        constexpr std::uint64_t ids = ((std::uint64_t{1} << (2 * tile::max_zoom + 2)) - 1) / 3;
        if (entry.id >= ids || entry.run > ids - entry.id) {
            must(fmt::format("tile id {} is deeper than zoom {}", entry.id, tile::max_zoom));
            return;
        }
        if (entry.id < next_id_) {
            must(fmt::format("tile id {} comes after {}", entry.id, next_id_ - 1));
        }
        if (entry.offset > header_.tiles.size || entry.size > header_.tiles.size - entry.offset) {
            must(fmt::format("tile id {} is outside of the tile data", entry.id));
        }
        if (header_.clustered && entry.offset > end_) {
            must(
                fmt::format("tile id {} is not where the tiles before it end, in an archive that "
                            "is clustered",
                            entry.id));
        }
        if (entries_ == 0) {
            first_id_ = entry.id;
        }
        end_ = std::max(end_, entry.offset + entry.size);  // It may be nonsense, as said above.
        next_id_ = std::max(next_id_, entry.id + entry.run);
        addressed_ += entry.run;
        ++entries_;
        count_content(entry.offset);
    }

    void count_content(std::uint64_t offset) {
        const std::array<std::uint64_t, 1> name{offset};
        offsets_.place_of(
            base::hash128({reinterpret_cast<const std::uint8_t*>(name.data()), sizeof name}),
            offsets_.size());
    }

    void check_count(const char* what, std::uint64_t stated, std::uint64_t found) {
        if (stated != 0 && stated != found) {  // 0 is "unknown".
            must(fmt::format("the header says {} {}, there are {}", stated, what, found));
        }
    }

    void check_counts() {
        check_count("addressed tiles", header_.addressed, addressed_);
        check_count("tile entries", header_.entries, entries_);
        check_count("tile contents", header_.contents, offsets_.size());
        if (entries_ == 0) {
            return;
        }
        const int first = tile::tile_of_hilbert_id(first_id_).zoom;
        const int last = tile::tile_of_hilbert_id(next_id_ - 1).zoom;
        if (first != header_.min_zoom || last != header_.max_zoom) {
            must(fmt::format("the header says zooms {}..{}, the tiles have {}..{}",
                             header_.min_zoom, header_.max_zoom, first, last));
        }
    }

    void check_metadata_text() {
        if (is_inside(header_.metadata) && !base::is_utf8(as_text(bytes_of(header_.metadata)))) {
            must("the metadata is not UTF-8");
        }
    }

    static constexpr std::uint64_t few_entries = std::uint64_t{1} << 22;

    const base::RawFile& file_;
    Findings& findings_;
    Header header_;
    std::uint64_t left_ = std::max(few_entries, file_.size());  ///< Entries that may still come.
    std::uint64_t next_id_ = 0;
    std::uint64_t first_id_ = 0;
    std::uint64_t end_ = 0;
    std::uint64_t addressed_ = 0;
    std::uint64_t entries_ = 0;
    ContentTable offsets_;
};

}  // namespace

std::optional<bool> check_pmtiles(const std::string& path, Findings& findings) {
    const base::RawFile file{path};
    const Header header = decode_header(file.bytes(0, std::min(file.size(), header_size)));
    Checker{file, header, findings}.run();
    return header.tile_compression == Compression::gzip;
}

}  // namespace tamga::archive
