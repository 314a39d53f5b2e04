// SPDX-License-Identifier: MIT
#include "engine/photo/heic.hpp"

#include "engine/base/error.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <vector>

namespace tamga::photo {
namespace {

[[noreturn]] void damaged(const char* what) {
    throw Error{Fault::input, std::string{"is damaged: "} + what};
}

std::uint64_t number(ByteView bytes, std::size_t at, std::size_t size) {
    if (at > bytes.size() || size > bytes.size() - at) {
        damaged("a box ends early");
    }
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
        value = value << 8U | bytes[at + i];
    }
    return value;
}

void put(Bytes& bytes, std::size_t at, std::size_t size, std::uint64_t value) {
    for (std::size_t i = 0; i < size; ++i) {
        bytes[at + i] = static_cast<std::uint8_t>(value >> (8 * (size - 1 - i)));
    }
}

/// A box by where its content begins and ends in the file.
struct Box {
    std::string_view type;
    std::size_t begin = 0;
    std::size_t end = 0;
    bool open = false;  ///< It goes on to the end of the file, whatever that is.
};

/// The box whose header is at `at`.
Box box_at(ByteView file, std::size_t at, std::size_t limit) {
    std::uint64_t size = number(file, at, 4);
    std::size_t header = 8;
    if (size == 1) {
        size = number(file, at + 8, 8);
        header = 16;
    }
    const bool open = size == 0;
    size = open ? limit - at : size;
    if (size < header || size > limit - at) {
        damaged("a box is larger than what it is in");
    }
    return {as_text(file.subspan(at + 4, 4)), at + header, at + static_cast<std::size_t>(size),
            open};
}

std::optional<Box> find_box(ByteView file, std::size_t begin, std::size_t end,
                            std::string_view type) {
    for (std::size_t at = begin; at + 8 <= end;) {
        const Box box = box_at(file, at, end);
        if (box.type == type) {
            return box;
        }
        at = box.end;
    }
    return std::nullopt;
}

/// The id of the item of type "Exif", from the item information box.
std::optional<std::uint64_t> exif_item(ByteView file, const Box& information) {
    const bool wide = number(file, information.begin, 1) != 0;
    std::size_t at = information.begin + 4 + (wide ? 4 : 2);
    while (at + 8 <= information.end) {
        const Box entry = box_at(file, at, information.end);
        const std::uint64_t version = number(file, entry.begin, 1);
        if (entry.type == "infe" && version >= 2) {
            const std::size_t id_size = version == 2 ? 2 : 4;
            const std::size_t type = entry.begin + 4 + id_size + 2;
            if (number(file, type, 4) == 0x45786966) {  // "Exif"
                return number(file, entry.begin + 4, id_size);
            }
        }
        at = entry.end;
    }
    return std::nullopt;
}

/// Where an item's only extent is written down, and what it says.
struct Extent {
    std::size_t offset_at = 0;
    std::size_t offset_size = 0;
    std::size_t length_at = 0;
    std::size_t length_size = 0;
    std::uint64_t base = 0;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

/// Reads numbers one after the other.
struct Cursor {
    ByteView file;
    std::size_t at = 0;

    std::uint64_t take(std::size_t size) {
        const std::uint64_t value = number(file, at, size);
        at += size;
        return value;
    }
};

/// One item of the location box.
struct Item {
    std::uint64_t id = 0;
    bool in_file = false;  ///< Not in another box, or made of other items.
    std::vector<Extent> extents;
};

/// The item location box, versions 0 to 2.
std::vector<Item> items_of(ByteView file, const Box& location) {
    Cursor cursor{file, location.begin};
    const std::uint64_t version = cursor.take(1);
    cursor.take(3);
    const std::uint64_t sizes = cursor.take(2);
    const std::size_t base_size = sizes >> 4U & 15U;
    const std::size_t index_size = version > 0 ? sizes & 15U : 0;
    const std::size_t id_size = version < 2 ? 2 : 4;
    std::vector<Item> items;
    for (std::uint64_t left = cursor.take(id_size); left > 0 && cursor.at < location.end; --left) {
        Item item{.id = cursor.take(id_size)};
        item.in_file = version == 0 || (cursor.take(2) & 15U) == 0;
        cursor.take(2);  // The file it is in: this one.
        Extent extent{.offset_size = sizes >> 12U & 15U,
                      .length_size = sizes >> 8U & 15U,
                      .base = cursor.take(base_size)};
        const std::size_t least = index_size + extent.offset_size + extent.length_size;
        for (std::uint64_t i = cursor.take(2); i > 0 && least > 0; --i) {
            cursor.take(index_size);
            extent.offset_at = cursor.at;
            extent.offset = cursor.take(extent.offset_size);
            extent.length_at = cursor.at;
            extent.length = cursor.take(extent.length_size);
            item.extents.push_back(extent);
        }
        items.push_back(std::move(item));
    }
    return items;
}

/// Where the Exif item is, and whether its bytes belong to it alone.
struct ExifPlace {
    Extent extent;
    bool alone = true;
};

bool overlap(const Extent& a, const Extent& b) {
    const std::uint64_t a_start = a.base + a.offset;
    const std::uint64_t b_start = b.base + b.offset;
    // A length of 0 is all there is behind.
    const bool before = b.length != 0 && b_start + b.length <= a_start;
    return !before && b_start < a_start + a.length;
}

std::optional<ExifPlace> place_of(ByteView file, const Box& location, std::uint64_t id) {
    const std::vector<Item> items = items_of(file, location);
    const auto exif = std::ranges::find(items, id, &Item::id);
    if (exif == items.end() || !exif->in_file || exif->extents.size() != 1) {
        return std::nullopt;
    }
    ExifPlace place{.extent = exif->extents[0]};
    for (const Item& other : items) {
        const bool shares = std::ranges::any_of(
            other.extents, [&](const Extent& extent) { return overlap(place.extent, extent); });
        place.alone = place.alone && (other.id == id || !other.in_file || !shares);
    }
    return place;
}

ExifPlace find_exif(ByteView file) {
    const auto meta = find_box(file, 0, file.size(), "meta");
    const std::size_t inside = meta ? meta->begin + 4 : 0;
    const auto information = meta ? find_box(file, inside, meta->end, "iinf") : std::nullopt;
    const auto location = meta ? find_box(file, inside, meta->end, "iloc") : std::nullopt;
    const auto item = information && location ? exif_item(file, *information) : std::nullopt;
    const auto place = item ? place_of(file, *location, *item) : std::nullopt;
    if (!place || place->extent.offset_size < 4 || place->extent.length_size < 4) {
        throw Error{Fault::input,
                    "has no Exif block, or in a place from which it cannot be moved; a position "
                    "cannot be added"};
    }
    return *place;
}

/// Refuses a file at whose end no box can be put.
void check_end(ByteView file) {
    for (std::size_t at = 0; at < file.size();) {
        const Box box = box_at(file, at, file.size());
        if (box.open) {
            throw Error{Fault::input, "its last box has no size; a position cannot be added"};
        }
        at = box.end;
    }
}

/// A copy in which nothing is left of the old item, whose position is not to be found there: zeros
/// are in its place; or, if it is all of the last box, as where we have put it, nothing.
Bytes without_item(ByteView file, std::size_t start, std::size_t length) {
    Bytes result{file.begin(), file.end()};
    const bool whole_box = start >= 8 && start + length == file.size() &&
                           number(file, start - 8, 4) == 8 + length &&
                           as_text(file.subspan(start - 4, 4)) == "mdat";
    if (whole_box) {
        result.resize(start - 8);
    } else {
        std::fill_n(result.begin() + static_cast<std::ptrdiff_t>(start), length, std::uint8_t{0});
    }
    return result;
}

void append_box(Bytes& file, std::string_view type, ByteView content) {
    const std::size_t at = file.size();
    file.resize(at + 4);
    put(file, at, 4, 8 + content.size());
    file.insert(file.end(), type.begin(), type.end());
    file.insert(file.end(), content.begin(), content.end());
}

}  // namespace

bool is_heic(ByteView file) { return file.size() >= 12 && as_text(file.subspan(4, 4)) == "ftyp"; }

Bytes tagged_heic(ByteView file, const GpsTags& tags) {
    check_end(file);
    const auto [extent, alone] = find_exif(file);
    const std::uint64_t start = extent.base + extent.offset;
    if (start > file.size() || extent.length > file.size() - start || extent.length < 4) {
        damaged("the Exif item is not inside the file");
    }
    // Four bytes that count how many more stand before the block: "Exif" and two zeros, mostly.
    const ByteView item = file.subspan(start, extent.length);
    const std::uint64_t skipped = 4 + number(item, 0, 4);
    if (skipped > item.size()) {
        damaged("the Exif item is shorter than it says");
    }
    Bytes content{item.begin(), item.begin() + static_cast<std::ptrdiff_t>(skipped)};
    const Bytes block = with_gps(item.subspan(skipped), tags);
    content.insert(content.end(), block.begin(), block.end());
    Bytes result = alone ? without_item(file, static_cast<std::size_t>(start), item.size())
                         : Bytes{file.begin(), file.end()};
    const std::uint64_t place = result.size() + 8;
    const bool fits = extent.offset_size == 8 ||
                      place + content.size() <= std::numeric_limits<std::uint32_t>::max();
    if (place < extent.base || !fits) {
        throw Error{Fault::input, "has no room for the place of a longer Exif block"};
    }
    append_box(result, "mdat", content);
    put(result, extent.offset_at, extent.offset_size, place - extent.base);
    put(result, extent.length_at, extent.length_size, content.size());
    return result;
}

}  // namespace tamga::photo
