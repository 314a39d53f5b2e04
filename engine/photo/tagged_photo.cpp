// SPDX-License-Identifier: MIT
//
// Where photo formats keep their Exif block, and how it is replaced.
#include "engine/base/error.hpp"
#include "engine/photo/gps_tags.hpp"
#include "engine/photo/heic.hpp"
#include "engine/photo/preview_place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tamga::photo {
namespace {

constexpr std::string_view exif_mark{"Exif\0\0", 6};

[[noreturn]] void damaged(const char* what) {
    throw Error{Fault::input, fmt::format("is damaged: {}", what)};
}

std::uint32_t big_endian(ByteView bytes, std::size_t at, std::size_t size) {
    if (at + size > bytes.size()) {
        damaged("it ends early");
    }
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
        value = value << 8 | bytes[at + i];
    }
    return value;
}

std::uint32_t little_endian(ByteView bytes, std::size_t at) {
    const std::uint32_t value = big_endian(bytes, at, 4);
    return __builtin_bswap32(value);
}

void append(Bytes& bytes, ByteView more) { bytes.insert(bytes.end(), more.begin(), more.end()); }

void append_big_endian(Bytes& bytes, std::uint32_t value, std::size_t size) {
    for (std::size_t i = size; i-- > 0;) {
        bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    }
}

void append_little_endian(Bytes& bytes, std::uint32_t value, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
        bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    }
}

/// A part of a file that is replaced: nothing is there if `size` is 0.
struct Part {
    std::size_t at = 0;
    std::size_t size = 0;
    ByteView tiff = {};
};

Bytes replaced(ByteView file, const Part& part, ByteView by) {
    Bytes result;
    result.reserve(file.size() + by.size());
    append(result, file.first(part.at));
    append(result, by);
    append(result, file.subspan(part.at + part.size));
    return result;
}

// ---- JPEG: segments of a marker, a length and data; Exif is one APP1.

constexpr std::uint32_t app0 = 0xFFE0;
constexpr std::uint32_t app1 = 0xFFE1;
constexpr std::uint32_t start_of_scan = 0xFFDA;
constexpr std::uint32_t end_of_image = 0xFFD9;

/// The Exif segment, or where one belongs: at the start, behind JFIF's.
Part jpeg_part(ByteView file) {
    std::size_t place = 2;
    for (std::size_t at = 2;;) {
        while (at + 1 < file.size() && file[at] == 0xFF && file[at + 1] == 0xFF) {
            ++at;  // Fill bytes.
        }
        const std::uint32_t marker = big_endian(file, at, 2);
        if (marker < 0xFF01 || marker == start_of_scan || marker == end_of_image) {
            return {.at = place};
        }
        const std::size_t size = 2 + big_endian(file, at + 2, 2);
        if (size < 4 || at + size > file.size()) {
            damaged("a JPEG segment is shorter than its length, or ends behind the file");
        }
        const ByteView data = file.subspan(at + 4, size - 4);
        if (marker == app1 && as_text(data).starts_with(exif_mark)) {
            return {.at = at, .size = size, .tiff = data.subspan(exif_mark.size())};
        }
        place = marker == app0 && at == 2 ? at + size : place;
        at += size;
    }
}

Bytes tagged_jpeg(ByteView file, const GpsTags& tags) {
    const Part part = jpeg_part(file);
    const std::size_t start = part.at + 4 + exif_mark.size();
    const Bytes plain = with_gps(part.tiff, tags);
    const Bytes tiff =
        part.size == 0 ? plain : with_preview_moved(plain, part.tiff.size(), file.size() - start);
    const std::size_t size = 2 + exif_mark.size() + tiff.size();
    if (size > 0xFFFF) {
        throw Error{Fault::input,
                    fmt::format("its Exif block would have {} bytes with the position, and JPEG "
                                "has room for {}",
                                tiff.size(), 0xFFFF - 2 - exif_mark.size())};
    }
    Bytes segment;
    append_big_endian(segment, app1, 2);
    append_big_endian(segment, static_cast<std::uint32_t>(size), 2);
    append(segment, as_bytes(exif_mark));
    append(segment, tiff);
    return replaced(file, part, segment);
}

// ---- PNG: chunks of a length, a name, data and a CRC; Exif is eXIf.

constexpr std::string_view png_signature{"\x89PNG\r\n\x1A\n", 8};

/// CRC-32 of PNG, annex D.
std::uint32_t crc32(ByteView bytes) {
    std::uint32_t crc = 0xFFFFFFFF;
    for (const std::uint8_t byte : bytes) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit) {
            crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xEDB88320 : 0);
        }
    }
    return ~crc;
}

/// The eXIf chunk, or where one belongs: before the pixels.
Part png_part(ByteView file) {
    std::optional<std::size_t> pixels;
    for (std::size_t at = png_signature.size();;) {
        const std::size_t size = big_endian(file, at, 4) + std::size_t{12};
        if (at + size > file.size()) {
            damaged("a PNG chunk ends behind the file");
        }
        const std::string_view name = as_text(file.subspan(at + 4, 4));
        if (name == "eXIf") {
            return {.at = at, .size = size, .tiff = file.subspan(at + 8, size - 12)};
        }
        pixels = name == "IDAT" && !pixels ? at : pixels;
        if (name == "IEND") {
            return {.at = pixels.value_or(at)};
        }
        at += size;
    }
}

Bytes tagged_png(ByteView file, const GpsTags& tags) {
    const Part part = png_part(file);
    Bytes named{'e', 'X', 'I', 'f'};
    append(named, with_gps(part.tiff, tags));
    Bytes chunk;
    append_big_endian(chunk, static_cast<std::uint32_t>(named.size() - 4), 4);
    append(chunk, named);
    append_big_endian(chunk, crc32(named), 4);
    return replaced(file, part, chunk);
}

// ---- WebP: RIFF chunks of a name, a length and data, even in size; VP8X says which there are.

constexpr std::size_t riff_header = 12;
constexpr std::uint8_t alpha_flag = 0x10;
constexpr std::uint8_t exif_flag = 0x08;

struct Chunk {
    std::string_view name;
    std::size_t at = 0;
    ByteView data;

    std::size_t end() const { return at + 8 + data.size() + data.size() % 2; }
};

std::vector<Chunk> webp_chunks(ByteView file) {
    std::vector<Chunk> chunks;
    for (std::size_t at = riff_header; at + 8 <= file.size(); at = chunks.back().end()) {
        const std::size_t size = little_endian(file, at + 4);
        if (at + 8 + size > file.size()) {
            damaged("a WebP chunk ends behind the file");
        }
        chunks.push_back({as_text(file.subspan(at, 4)), at, file.subspan(at + 8, size)});
    }
    return chunks;
}

/// The chunk that a plain picture lacks: what there is, and the size of the canvas.
Bytes extended_header(const Chunk& picture) {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    bool alpha = false;
    if (picture.name == "VP8 " && picture.data.size() >= 10) {  // RFC 6386, section 9.1.
        width = (big_endian(picture.data, 7, 1) & 0x3FU) << 8 | picture.data[6];
        height = (big_endian(picture.data, 9, 1) & 0x3FU) << 8 | picture.data[8];
    } else if (picture.name == "VP8L" && picture.data.size() >= 5) {
        const std::uint32_t bits = little_endian(picture.data, 1);
        width = (bits & 0x3FFFU) + 1;
        height = (bits >> 14 & 0x3FFFU) + 1;
        alpha = (bits >> 28 & 1U) != 0;
    } else {
        damaged("it begins with no WebP picture");
    }
    Bytes chunk{'V', 'P', '8', 'X', 10, 0, 0, 0};
    chunk.push_back(static_cast<std::uint8_t>(alpha ? alpha_flag : 0));
    chunk.resize(chunk.size() + 3);
    append_little_endian(chunk, width - 1, 3);
    append_little_endian(chunk, height - 1, 3);
    return chunk;
}

Bytes tagged_webp(ByteView file, const GpsTags& tags) {
    const auto chunks = webp_chunks(file);
    if (chunks.empty()) {
        damaged("there is nothing in it");
    }
    Bytes result;
    append(result, file.first(riff_header));
    if (chunks.front().name != "VP8X") {
        append(result, extended_header(chunks.front()));
    }
    ByteView tiff;
    for (const Chunk& chunk : chunks) {
        if (chunk.name == "EXIF") {
            tiff = chunk.data.subspan(as_text(chunk.data).starts_with(exif_mark) ? 6 : 0);
        } else {
            append(result, file.subspan(chunk.at, std::min(chunk.end(), file.size()) - chunk.at));
        }
    }
    result[riff_header + 8] |= exif_flag;
    const Bytes block = with_gps(tiff, tags);
    append(result, as_bytes("EXIF"));
    append_little_endian(result, static_cast<std::uint32_t>(block.size()), 4);
    append(result, block);
    result.resize(result.size() + result.size() % 2);
    Bytes size;
    append_little_endian(size, static_cast<std::uint32_t>(result.size() - 8), 4);
    std::ranges::copy(size, result.begin() + 4);
    return result;
}

bool is_tiff(std::string_view text) {
    return text.starts_with(std::string_view{"II*\0", 4}) ||
           text.starts_with(std::string_view{"MM\0*", 4});
}

}  // namespace

Bytes tagged_photo(ByteView file, const GpsTags& tags) {
    const std::string_view text = as_text(file);
    if (text.starts_with("\xFF\xD8\xFF")) {
        return tagged_jpeg(file, tags);
    }
    if (text.starts_with(png_signature)) {
        return tagged_png(file, tags);
    }
    if (text.starts_with("RIFF") && text.substr(0, riff_header).ends_with("WEBP")) {
        return tagged_webp(file, tags);
    }
    if (is_heic(file)) {
        return tagged_heic(file, tags);
    }
    if (is_tiff(text)) {
        return with_gps(file, tags);
    }
    throw Error{
        Fault::input,
        "a position cannot be written into this format (only into JPEG, HEIC, PNG, WebP, TIFF "
        "and the raw formats that are TIFF)"};
}

}  // namespace tamga::photo
