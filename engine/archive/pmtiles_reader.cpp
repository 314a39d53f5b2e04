// SPDX-License-Identifier: MIT
#include "engine/archive/formats.hpp"
#include "engine/archive/metadata.hpp"
#include "engine/archive/pmtiles.hpp"
#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"
#include "engine/base/raw_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

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

Bytes read(const base::RawFile& file, Section section) {
    return file.bytes(section.offset, section.size);
}

Bytes unpacked(Bytes bytes, Compression compression) {
    switch (compression) {
        case Compression::none:
            return bytes;
        case Compression::gzip:
            return base::gunzip(bytes);
        default:
            throw Error{Fault::input,
                        fmt::format("directories are compressed by method {}; only gzip is read",
                                    static_cast<int>(compression))};
    }
}

/// The entry that covers `id`, or that leads to the leaf which may.
const Entry* find(const Entries& entries, std::uint64_t id) {
    const auto after = std::ranges::upper_bound(entries, id, {}, &Entry::id);
    if (after == entries.begin()) {
        return nullptr;
    }
    const Entry& entry = *std::prev(after);
    return entry.run == 0 || id - entry.id < entry.run ? &entry : nullptr;
}

class PmtilesReader final : public Reader {
public:
    explicit PmtilesReader(const std::string& path)
        : file_{path},
          header_{decode_header(file_.bytes(0, std::min(file_.size(), header_size)))},
          leaves_{part_of(all(), header_.leaves, "leaf directories")},
          tiles_{part_of(all(), header_.tiles, "tiles")} {
        const Section root = part_of(all(), header_.root, "root directory's bytes");
        const Section metadata = part_of(all(), header_.metadata, "metadata");
        root_ = decode_directory(unpacked(read(file_, root), header_.internal_compression));
        description_ = from_pmtiles_metadata(
            as_text(unpacked(read(file_, metadata), header_.internal_compression)));
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

    std::optional<Bytes> tile(tile::TileId id) const override {
        const std::uint64_t number = hilbert_id(id);
        const Entry* entry = find(root_, number);
        std::shared_ptr<const Entries> leaf;  // Shared with the cache, which may drop it.
        for (int depth = 0; entry != nullptr && entry->run == 0; ++depth) {
            leaf = leaf_of(*entry, depth);
            entry = find(*leaf, number);
        }
        if (entry == nullptr) {
            return std::nullopt;
        }
        return read(file_, part_of(tiles_, {entry->offset, entry->size}, "tile's bytes"));
    }

    void visit(const Visit& visit) const override {
        visit_entries(root_, 0, [&](const Entry& entry) {
            for (std::uint64_t id = entry.id; id < entry.id + entry.run; ++id) {
                visit(tile::tile_of_hilbert_id(id), entry.offset);
            }
        });
    }

    TileCount count() const override {
        TileCount count;
        std::unordered_set<std::uint64_t> offsets;
        visit_entries(root_, 0, [&](const Entry& entry) {
            count.addressed += entry.run;
            offsets.insert(entry.offset);
        });
        count.distinct = offsets.size();
        return count;
    }

private:
    template <class Use>
    void visit_entries(const Entries& entries, int depth, const Use& use) const {
        constexpr std::uint64_t ids = ((std::uint64_t{1} << (2 * tile::max_zoom + 2)) - 1) / 3;
        for (const Entry& entry : entries) {
            if (entry.id >= ids || entry.run > ids - entry.id) {
                throw Error{Fault::input, fmt::format("tile id {} is deeper than zoom {}", entry.id,
                                                      tile::max_zoom)};
            }
            if (entry.run == 0) {
                visit_entries(*leaf_of(entry, depth), depth + 1, use);
            } else {
                use(entry);
            }
        }
    }

    std::shared_ptr<const Entries> leaf_of(const Entry& entry, int depth) const {
        constexpr std::size_t most_leaves = 256;  // Some 25 MB.
        if (depth == deepest_leaf) {
            throw Error{Fault::input, "leaf directories lead to leaf directories without end"};
        }
        {
            const std::lock_guard lock{mutex_};
            if (const auto known = cache_.find(entry.offset); known != cache_.end()) {
                return known->second;
            }
        }
        auto leaf = std::make_shared<const Entries>(decode_directory(unpacked(
            read(file_, part_of(leaves_, {entry.offset, entry.size}, "leaf directory's bytes")),
            header_.internal_compression)));
        const std::lock_guard lock{mutex_};
        if (cache_.size() >= most_leaves) {
            cache_.clear();
        }
        cache_.emplace(entry.offset, leaf);
        return leaf;
    }

    Section all() const { return {0, file_.size()}; }

    base::RawFile file_;  // Not mapped: a mapping ends the process when the file is cut.
    Header header_;
    Section leaves_;
    Section tiles_;
    Entries root_;
    Description description_;

    // Unpacked leaves, for all threads that read: unpacking one costs as much as ten tiles.
    mutable std::mutex mutex_;
    mutable std::unordered_map<std::uint64_t, std::shared_ptr<const Entries>> cache_;
};

}  // namespace

std::unique_ptr<Reader> pmtiles_reader(const std::string& path) {
    return std::make_unique<PmtilesReader>(path);
}

}  // namespace tamga::archive
