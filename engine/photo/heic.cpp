// SPDX-License-Identifier: MIT
#include "engine/photo/heic.hpp"

#include "engine/base/error.hpp"

#include <algorithm>
#include <limits>
#include <optional>

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

/// The item location box, versions 0 to 2.
std::optional<Extent> extent_of(ByteView file, const Box& location, std::uint64_t item) {
    Cursor cursor{file, location.begin};
    const std::uint64_t version = cursor.take(1);
    cursor.take(3);
    const std::uint64_t sizes = cursor.take(2);
    Extent extent{.offset_size = sizes >> 12U & 15U, .length_size = sizes >> 8U & 15U};
    const std::size_t base_size = sizes >> 4U & 15U;
    const std::size_t index_size = version > 0 ? sizes & 15U : 0;
    const std::size_t id_size = version < 2 ? 2 : 4;
    for (std::uint64_t left = cursor.take(id_size); left > 0 && cursor.at < location.end; --left) {
        const bool wanted = cursor.take(id_size) == item;
        const std::uint64_t method = version > 0 ? cursor.take(2) & 15U : 0;
        cursor.take(2);  // The file it is in: this one.
        extent.base = cursor.take(base_size);
        const std::uint64_t count = cursor.take(2);
        for (std::uint64_t i = 0; i < count; ++i) {
            cursor.take(index_size);
            extent.offset_at = cursor.at;
            extent.offset = cursor.take(extent.offset_size);
            extent.length_at = cursor.at;
            extent.length = cursor.take(extent.length_size);
        }
        if (wanted) {
            return method == 0 && count == 1 ? std::optional{extent} : std::nullopt;
        }
    }
    return std::nullopt;
}

Extent find_exif(ByteView file) {
    const auto meta = find_box(file, 0, file.size(), "meta");
    const std::size_t inside = meta ? meta->begin + 4 : 0;
    const auto information = meta ? find_box(file, inside, meta->end, "iinf") : std::nullopt;
    const auto location = meta ? find_box(file, inside, meta->end, "iloc") : std::nullopt;
    const auto item = information && location ? exif_item(file, *information) : std::nullopt;
    const auto extent = item ? extent_of(file, *location, *item) : std::nullopt;
    if (!extent || extent->offset_size < 4 || extent->length_size < 4) {
        throw Error{Fault::input,
                    "has no Exif block, or in a place from which it cannot be moved; a position "
                    "cannot be added"};
    }
    return *extent;
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

}  // namespace

bool is_heic(ByteView file) { return file.size() >= 12 && as_text(file.subspan(4, 4)) == "ftyp"; }

Bytes tagged_heic(ByteView file, const GpsTags& tags) {
    check_end(file);
    const Extent extent = find_exif(file);
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
    const Bytes block = with_gps(item.subspan(skipped), tags);
    Bytes result{file.begin(), file.end()};
    const std::uint64_t place = file.size() + 8;
    const std::uint64_t length = skipped + block.size();
    const bool fits =
        extent.offset_size == 8 || place + length <= std::numeric_limits<std::uint32_t>::max();
    if (place < extent.base || !fits) {
        throw Error{Fault::input, "has no room for the place of a longer Exif block"};
    }
    result.resize(result.size() + 8);
    put(result, file.size(), 4, 8 + length);
    std::ranges::copy(std::string_view{"mdat"},
                      result.begin() + static_cast<std::ptrdiff_t>(file.size() + 4));
    result.insert(result.end(), item.begin(), item.begin() + static_cast<std::ptrdiff_t>(skipped));
    result.insert(result.end(), block.begin(), block.end());
    put(result, extent.offset_at, extent.offset_size, place - extent.base);
    put(result, extent.length_at, extent.length_size, length);
    return result;
}

}  // namespace tamga::photo
