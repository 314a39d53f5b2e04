// SPDX-License-Identifier: MIT
#include "engine/archive/pmtiles.hpp"

#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/mvt/varint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace tamga::archive::pmtiles {
namespace {

constexpr std::string_view magic = "PMTiles\3";

template <class Number>
void append_little_endian(Bytes& out, Number number) {
    for (std::size_t i = 0; i < sizeof number; ++i) {
        out.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(number) >> (8 * i)));
    }
}

/// Reads a header's fields one after the other; the size was checked before.
class Cursor {
public:
    explicit Cursor(ByteView bytes) : bytes_{bytes} {}

    template <class Number>
    void operator()(Number& number) {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < sizeof number; ++i) {
            value |= std::uint64_t{bytes_[at_++]} << (8 * i);
        }
        number = static_cast<Number>(value);
    }

private:
    ByteView bytes_;
    std::size_t at_ = 0;
};

/// The fields of a header after the magic number, in their order on disk.
template <class AnyHeader, class Visit>
void visit_fields(AnyHeader& header, Visit& visit) {
    for (auto* section : {&header.root, &header.metadata, &header.leaves, &header.tiles}) {
        visit(section->offset);
        visit(section->size);
    }
    visit(header.addressed);
    visit(header.entries);
    visit(header.contents);
    visit(header.clustered);
    visit(header.internal_compression);
    visit(header.tile_compression);
    visit(header.tile_type);
    visit(header.min_zoom);
    visit(header.max_zoom);
    for (auto& degrees : header.bounds_e7) {
        visit(degrees);
    }
    visit(header.center_zoom);
    for (auto& degrees : header.center_e7) {
        visit(degrees);
    }
}

[[noreturn]] void refuse(const std::string& why) { throw Error{Fault::input, why}; }

/// Readers fetch directories again and again, and they are small.
constexpr int directory_level = 9;

/// Cuts the entries into leaves of `leaf_entries` and makes a root that points to them.
Directories with_leaves(std::span<const Entry> entries, std::size_t leaf_entries) {
    std::vector<Bytes> leaves((entries.size() + leaf_entries - 1) / leaf_entries);
    const auto of_leaf = [&](std::size_t i) {
        const std::size_t first = i * leaf_entries;
        return entries.subspan(first, std::min(leaf_entries, entries.size() - first));
    };
    base::parallel_for(leaves.size(), [&](std::size_t i) {
        leaves[i] = base::Compressor{directory_level}.gzip(encode(of_leaf(i)));
    });
    Directories made;
    std::vector<Entry> root;
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        root.push_back({.id = of_leaf(i).front().id,
                        .offset = made.leaves.size(),
                        .size = static_cast<std::uint32_t>(leaves[i].size()),
                        .run = 0});
        mvt::append(made.leaves, leaves[i]);
    }
    made.root = base::Compressor{directory_level}.gzip(encode(root));
    return made;
}

}  // namespace

Bytes encode(const Header& header) {
    Bytes bytes{magic.begin(), magic.end()};
    const auto append = [&](auto number) { append_little_endian(bytes, number); };
    visit_fields(header, append);
    return bytes;
}

Header decode_header(ByteView bytes) {
    if (bytes.size() < header_size || as_text(bytes.first(7)) != magic.substr(0, 7)) {
        refuse("is not a PMTiles file");
    }
    if (bytes[7] != 3) {
        refuse(fmt::format("is PMTiles version {}; only version 3 is read", bytes[7]));
    }
    Header header;
    Cursor cursor{bytes.subspan(magic.size())};
    visit_fields(header, cursor);
    return header;
}

Bytes encode(std::span<const Entry> entries) {
    Bytes out;
    mvt::append_varint(out, entries.size());
    std::uint64_t last_id = 0;
    for (const Entry& entry : entries) {
        mvt::append_varint(out, entry.id - last_id);
        last_id = entry.id;
    }
    for (const Entry& entry : entries) {
        mvt::append_varint(out, entry.run);
    }
    for (const Entry& entry : entries) {
        mvt::append_varint(out, entry.size);
    }
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const bool follows =
            i > 0 && entries[i].offset == entries[i - 1].offset + entries[i - 1].size;
        mvt::append_varint(out, follows ? 0 : entries[i].offset + 1);
    }
    return out;
}

std::uint64_t Varints::next() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (at_ == bytes_.size()) {
            refuse("a directory is cut short");
        }
        const std::uint8_t byte = bytes_[at_++];
        if (shift == 63 && byte > 1) {
            break;
        }
        value |= std::uint64_t{byte & 0x7fU} << shift;
        if (byte < 0x80) {
            return value;
        }
    }
    refuse("a directory holds a number of more than 64 bits");
}

std::uint32_t Varints::next32() {
    const std::uint64_t value = next();
    if (value > std::numeric_limits<std::uint32_t>::max()) {
        refuse(fmt::format("a directory holds the number {}, which is over 32 bits", value));
    }
    return static_cast<std::uint32_t>(value);
}

void Varints::skip(std::uint64_t count) {
    for (; count > 0; --count) {
        next();
    }
}

DirectoryCursor::DirectoryCursor(ByteView bytes) {
    Varints columns{bytes};
    count_ = columns.next();
    if (count_ > columns.rest().size() / 4) {  // Each entry takes four bytes at least.
        refuse("a directory is cut short");
    }
    if (count_ > most_directory_entries) {
        refuse(fmt::format("a directory has {} entries, over {}", count_, most_directory_entries));
    }
    ids_ = Varints{columns.rest()};
    columns.skip(count_);
    runs_ = Varints{columns.rest()};
    columns.skip(count_);
    sizes_ = Varints{columns.rest()};
    columns.skip(count_);
    offsets_ = Varints{columns.rest()};
    columns.skip(count_);
    if (!columns.rest().empty()) {
        refuse("a directory goes on after its last entry");
    }
}

bool DirectoryCursor::next(Entry& entry) {
    if (done_ == count_) {
        return false;
    }
    const std::uint64_t step = ids_.next();
    const std::uint64_t id = last_.id + step;
    if (done_ > 0 && id <= last_.id) {
        refuse(fmt::format("directory ids do not ascend: {} after {}", id, last_.id));
    }
    const std::uint64_t offset = offsets_.next();
    if (offset == 0 && done_ == 0) {
        refuse("the first offset of a directory is written as 0");
    }
    last_ = {.id = id,
             .offset = offset == 0 ? last_.offset + last_.size : offset - 1,
             .size = sizes_.next32(),
             .run = runs_.next32()};
    if (last_.size == 0) {
        refuse(fmt::format("the directory entry of tile id {} has no size", id));
    }
    ++done_;
    entry = last_;
    return true;
}

std::vector<Entry> decode_directory(ByteView bytes) {
    DirectoryCursor cursor{bytes};
    std::vector<Entry> entries;
    entries.reserve(cursor.size());
    for (Entry entry; cursor.next(entry);) {
        entries.push_back(entry);
    }
    return entries;
}

Bytes section_bytes(const base::RawFile& file, Section section, Compression compression) {
    if (section.size > most_directory_bytes) {
        refuse(fmt::format("a directory or the metadata has {} bytes, over {}", section.size,
                           most_directory_bytes));
    }
    Bytes stored = file.bytes(section.offset, section.size);
    switch (compression) {
        case Compression::none:
            return stored;
        case Compression::gzip:
            return in_context("a directory or the metadata",
                              [&] { return base::gunzip(stored, most_directory_bytes); });
        default:
            refuse(fmt::format("directories are compressed by method {}; only gzip (2) is read",
                               static_cast<int>(compression)));
    }
}

Directories directories(std::span<const Entry> entries) {
    constexpr std::size_t room = root_end - header_size;
    if (entries.size() < 16384) {
        Bytes root = base::Compressor{directory_level}.gzip(encode(entries));
        if (root.size() <= room) {
            return {std::move(root), {}};
        }
    }
    // A root entry takes about four bytes compressed: some 3500 leaves fit.
    std::size_t leaf_entries = std::max<std::size_t>(4096, entries.size() / 3500);
    for (;; leaf_entries += leaf_entries / 5) {
        Directories made = with_leaves(entries, leaf_entries);
        if (made.root.size() <= room) {
            return made;
        }
    }
}

}  // namespace tamga::archive::pmtiles
