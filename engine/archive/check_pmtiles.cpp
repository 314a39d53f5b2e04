// SPDX-License-Identifier: MIT
#include "engine/archive/checks.hpp"
#include "engine/archive/pmtiles.hpp"
#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"
#include "engine/base/mapped_file.hpp"
#include "engine/mvt/utf8.hpp"

#include <fmt/format.h>

#include <unordered_set>

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
    Checker(ByteView file, Findings& findings) : file_{file}, findings_{findings} {}

    void run() {
        header_ = decode_header(file_);
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
        if (header_.root.offset + header_.root.size > root_end) {
            must(fmt::format("the root directory ends at byte {}, after {}",
                             header_.root.offset + header_.root.size, root_end));
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
                if (a.size > 0 && b.size > 0 && a.offset < b.offset + b.size &&
                    b.offset < a.offset + a.size) {
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

    Bytes unpacked(ByteView bytes) const {
        return header_.internal_compression == Compression::none ? Bytes{bytes.begin(), bytes.end()}
                                                                 : base::gunzip(bytes);
    }

    void check_directory(Section place, int depth, std::optional<std::uint64_t> first_id) {
        if (!is_inside(place)) {
            must("a directory is outside of the file");
            return;
        }
        const auto entries = decode_directory(unpacked(file_.subspan(place.offset, place.size)));
        if (entries.empty()) {
            must("a directory has no entries");
        } else if (first_id && entries.front().id != *first_id) {
            must(fmt::format("a leaf starts with tile id {}, its entry with {}", entries.front().id,
                             *first_id));
        }
        for (const Entry& entry : entries) {
            if (entry.run > 0) {
                check_entry(entry);
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
    }

    void check_entry(const Entry& entry) {
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
        end_ = std::max(end_, entry.offset + entry.size);
        next_id_ = entry.id + entry.run;
        addressed_ += entry.run;
        ++entries_;
        offsets_.insert(entry.offset);
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
        if (is_inside(header_.metadata)) {
            const Bytes text =
                unpacked(file_.subspan(header_.metadata.offset, header_.metadata.size));
            if (!mvt::is_utf8(as_text(text))) {
                must("the metadata is not UTF-8");
            }
        }
    }

    ByteView file_;
    Findings& findings_;
    Header header_;
    std::uint64_t next_id_ = 0;
    std::uint64_t first_id_ = 0;
    std::uint64_t end_ = 0;
    std::uint64_t addressed_ = 0;
    std::uint64_t entries_ = 0;
    std::unordered_set<std::uint64_t> offsets_;
};

}  // namespace

bool check_pmtiles(const std::string& path, Findings& findings) {
    const base::MappedFile file{path};
    Checker{file.bytes(), findings}.run();
    return decode_header(file.bytes()).tile_compression == Compression::gzip;
}

}  // namespace tamga::archive
