// SPDX-License-Identifier: MIT
//
// The tags are those that ExifTool's documentation lists for these cameras.
#include "engine/photo/preview_place.hpp"

#include "engine/photo/tiff.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace tamga::photo {
namespace {

constexpr std::uint16_t exif_pointer = 0x8769;
constexpr std::uint16_t maker_note = 0x927C;

/// Where in the block the place and the length of the preview stand.
struct PreviewEntry {
    std::size_t start_at = 0;
    std::size_t length_at = 0;
};

/// Minolta's preview as the bytes of a tag, which is not in the note all the same.
constexpr std::uint16_t preview_data = 0x0081;

/// How a note begins, how far its directory is from there, and the two tags in it.
struct Maker {
    std::string_view start;
    std::uint32_t directory;
    std::uint16_t start_tag;
    std::uint16_t length_tag;
};

constexpr std::array makers{Maker{std::string_view{"OLYMP\0", 6}, 8, 0x1036, 0x1037},
                            Maker{"", 0, 0x0088, 0x0089}};  // Minolta's has no header.

std::optional<PreviewEntry> find_entry(const TiffFile& file, std::string_view note,
                                       std::size_t offset) {
    if (note.starts_with("STMN")) {  // Samsung: two numbers at fixed places.
        return PreviewEntry{.start_at = offset + 8, .length_at = offset + 12};
    }
    for (const Maker& maker : makers) {
        const std::size_t place = offset + maker.directory;
        if (!note.starts_with(maker.start) || !file.holds_directory(place)) {
            continue;
        }
        const TiffDirectory directory = file.directory(static_cast<std::uint32_t>(place));
        const auto start = directory.place_of_number(maker.start_tag);
        const auto length = directory.place_of_number(maker.length_tag);
        if (start && length) {
            return PreviewEntry{.start_at = *start, .length_at = *length};
        }
        if (const auto entry =
                directory.place_of_entry(preview_data)) {  // Tag, type, count, offset.
            return PreviewEntry{.start_at = *entry + 8, .length_at = *entry + 4};
        }
    }
    return std::nullopt;
}

std::optional<PreviewEntry> find_preview(const TiffFile& file) {
    const auto exif = file.first_directory().pointer(exif_pointer);
    if (!exif || !file.holds_directory(*exif)) {
        return std::nullopt;
    }
    const auto offset = file.directory(*exif).place_of_data(maker_note);
    constexpr std::size_t shortest = 16;
    if (!offset || *offset + shortest > file.view().size()) {
        return std::nullopt;
    }
    return find_entry(file, as_text(file.view()).substr(*offset), *offset);
}

}  // namespace

Bytes with_preview_moved(Bytes block, std::size_t old_size, std::size_t behind) {
    TiffFile file{block};
    const auto entry = find_preview(file);
    if (!entry || entry->start_at + 4 > block.size() || entry->length_at + 4 > block.size()) {
        return block;
    }
    const std::size_t start = file.number(entry->start_at, 4);
    const std::size_t length = file.number(entry->length_at, 4);
    if (start < old_size || length == 0 || start + length > behind) {
        return block;  // In the block, which does not move, or nowhere.
    }
    const std::size_t moved = start + block.size() - old_size;
    file.put(entry->start_at, 4, static_cast<std::uint32_t>(moved));
    return std::move(file).bytes();
}

}  // namespace tamga::photo
