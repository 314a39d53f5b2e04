// SPDX-License-Identifier: MIT
#include "engine/archive/content_table.hpp"
#include "engine/archive/formats.hpp"
#include "engine/archive/leaf_cache.hpp"
#include "engine/archive/metadata.hpp"
#include "engine/archive/pmtiles.hpp"
#include "engine/base/error.hpp"
#include "engine/base/files/raw_file.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/mvt/decode.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tamga::archive {
namespace {

using namespace pmtiles;

using Entries = std::vector<Entry>;

/// The specification knows one level of leaves; a file with a few more can be read all the same,
/// one whose leaves lead in circles cannot.
constexpr int deepest_leaf = 3;

/// Where `part` of `whole` lies in the file.
Section part_of(Section whole, Section part, std::string_view what) {
    if (part.offset > whole.size || part.size > whole.size - part.offset) {
        throw Error{Fault::input,
                    fmt::format("the {} ({} bytes from {}) end after the file's {} bytes", what,
                                part.size, part.offset, whole.size)};
    }
    return {whole.offset + part.offset, part.size};
}

/// The entry that covers `id`, or that leads to the leaf which may.
std::optional<Entry> find(const Entries& entries, std::uint64_t id) {
    const auto after = std::ranges::upper_bound(entries, id, {}, &Entry::id);
    if (after == entries.begin()) {
        return std::nullopt;
    }
    const Entry& entry = *std::prev(after);
    return entry.run == 0 || id - entry.id < entry.run ? std::optional{entry} : std::nullopt;
}

/// Contents are told apart by where they lie.
base::Hash128 name_of(const Entry& entry) {
    const std::uint64_t place[] = {entry.offset, entry.size};
    return base::hash128({reinterpret_cast<const std::uint8_t*>(place), sizeof place});
}

/// One walk over all entries of a file: keeps them in order, and bounded by the file's size. An
/// entry takes a byte or so, but a few regular ones may be packed far smaller.
class Walk {
public:
    explicit Walk(std::uint64_t file_bytes) : left_{std::max(few, file_bytes)} {}

    void meet(const Entry& entry) {
        constexpr std::uint64_t ids = ((std::uint64_t{1} << (2 * tile::max_zoom + 2)) - 1) / 3;
        if (entry.id >= ids || entry.run > ids - entry.id) {
            throw Error{Fault::input,
                        fmt::format("tile id {} is deeper than zoom {}", entry.id, tile::max_zoom)};
        }
        if (entry.id < next_id_) {
            throw Error{Fault::input, fmt::format("directories overlap: tile id {} comes after {}",
                                                  entry.id, next_id_ - 1)};
        }
        if (left_-- == 0) {
            throw Error{Fault::input, "the directories have more entries than the file has bytes"};
        }
        if (left_ % 4096 == 0) {
            base::stop_if_interrupted("");
        }
        next_id_ = entry.id + entry.run;
    }

private:
    static constexpr std::uint64_t few = std::uint64_t{1} << 22;

    std::uint64_t left_;
    std::uint64_t next_id_ = 0;
};

class PmtilesReader final : public Reader {
public:
    explicit PmtilesReader(const std::string& path)
        : file_{path},
          header_{decode_header(file_.bytes(0, std::min(file_.size(), header_size)))},
          leaves_{part_of(all(), header_.leaves, "leaf directories")},
          tiles_{part_of(all(), header_.tiles, "tiles")} {
        const Section root = part_of(all(), header_.root, "root directory's bytes");
        const Section metadata = part_of(all(), header_.metadata, "metadata");
        root_ = decode_directory(bytes_of(root));
        description_ = from_pmtiles_metadata(as_text(bytes_of(metadata)));
        description_.min_zoom = header_.min_zoom;
        description_.max_zoom = header_.max_zoom;
        const auto degrees = [](std::int32_t value) { return value / 1e7; };
        const auto& box = header_.bounds_e7;
        description_.bounds = {{degrees(box[0]), degrees(box[1])},
                               {degrees(box[2]), degrees(box[3])}};
        description_.center = {degrees(header_.center_e7[0]), degrees(header_.center_e7[1])};
        description_.center_zoom = header_.center_zoom;
    }

    Format format() const override { return Format::pmtiles; }
    const Description& description() const override { return description_; }
    Compression compression() const override { return header_.tile_compression; }

    std::optional<Bytes> tile(tile::TileId id) const override {
        const auto place = tile_place(id);
        return place ? std::optional{file_.bytes(*place->offset, place->size)} : std::nullopt;
    }
    std::optional<TilePlace> tile_place(tile::TileId id) const override {
        const std::optional<Entry> entry = entry_of(id);
        if (!entry) {
            return std::nullopt;
        }
        const Section place = part_of(tiles_, {entry->offset, entry->size}, "tile's bytes");
        return TilePlace{.size = place.size, .offset = place.offset};
    }

    void visit_runs(const VisitRun& visit) const override {
        ContentTable contents;
        Walk walk{file_.size()};
        std::uint64_t contents_bytes = 0;
        const auto use = [&](const Entry& entry) {
            part_of(tiles_, {entry.offset, entry.size}, "tile's bytes");
            const std::uint64_t next = contents.size();
            const std::uint64_t content = contents.place_of(name_of(entry), next);
            contents_bytes += content == next ? entry.size : 0;
            if (contents_bytes > tiles_.size) {
                throw Error{Fault::input, "the contents of tiles overlap"};
            }
            visit({.first = entry.id, .count = entry.run, .content = content});
        };
        for (const Entry& entry : root_) {
            visit_entry(entry, 0, walk, use);
        }
    }

private:
    /// Throws Error{Fault::input} if it is larger than a tile may be.
    std::optional<Entry> entry_of(tile::TileId id) const {
        const std::uint64_t number = hilbert_id(id);
        std::optional<Entry> entry = find(root_, number);
        for (int depth = 0; entry && entry->run == 0; ++depth) {
            entry = find(*leaf_of(*entry, depth), number);
        }
        if (entry && entry->size > mvt::most_tile_bytes) {
            throw Error{Fault::input, fmt::format("the tile has {} bytes, over {}", entry->size,
                                                  mvt::most_tile_bytes)};
        }
        return entry;
    }

    template <class Use>
    void visit_entry(const Entry& entry, int depth, Walk& walk, const Use& use) const {
        walk.meet(entry);
        if (entry.run > 0) {
            use(entry);
            return;
        }
        check_depth(depth);
        const Bytes bytes = leaf_bytes(entry);
        DirectoryCursor leaf{bytes};
        if (leaf.size() == 0) {
            throw Error{Fault::input, "a leaf directory is empty"};
        }
        for (Entry inner; leaf.next(inner);) {
            visit_entry(inner, depth + 1, walk, use);
        }
    }

    LeafCache::Leaf leaf_of(const Entry& entry, int depth) const {
        check_depth(depth);
        LeafCache::Leaf leaf = cache_.find(entry);
        if (leaf == nullptr) {
            leaf = std::make_shared<const Entries>(decode_directory(leaf_bytes(entry)));
            cache_.keep(entry, leaf);
        }
        return leaf;
    }

    static void check_depth(int depth) {
        if (depth == deepest_leaf) {
            throw Error{Fault::input, "leaf directories lead to leaf directories without end"};
        }
    }

    Bytes leaf_bytes(const Entry& entry) const {
        return bytes_of(part_of(leaves_, {entry.offset, entry.size}, "leaf directory's bytes"));
    }

    Bytes bytes_of(Section section) const {
        return section_bytes(file_, section, header_.internal_compression);
    }

    Section all() const { return {0, file_.size()}; }

    base::RawFile file_;  // Not mapped: a mapping ends the process when the file is cut.
    Header header_;
    Section leaves_;
    Section tiles_;
    Entries root_;
    Description description_;
    mutable LeafCache cache_;
};

}  // namespace

std::unique_ptr<Reader> pmtiles_reader(const std::string& path, Patience /*patience*/) {
    return std::make_unique<PmtilesReader>(path);
}

}  // namespace tamga::archive
