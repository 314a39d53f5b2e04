// SPDX-License-Identifier: MIT
#include "engine/ingest/parse/whole_flatgeobuf.hpp"

#include "engine/base/error.hpp"
#include "engine/base/files/mapped_file.hpp"
#include "engine/base/interrupt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace tamga::ingest {
namespace {

/// A little-endian size, if that many bytes and its own four are there.
std::optional<std::uint64_t> size_at(ByteView bytes, std::uint64_t at) {
    if (at + 4 > bytes.size()) {
        return std::nullopt;
    }
    const std::uint64_t size = bytes[at] | std::uint64_t{bytes[at + 1]} << 8 |
                               std::uint64_t{bytes[at + 2]} << 16 |
                               std::uint64_t{bytes[at + 3]} << 24;
    return at + 4 + size <= bytes.size() ? std::optional{size} : std::nullopt;
}

/// Of a packed R-tree with sixteen boxes a node, of four doubles and an offset each.
std::uint64_t index_bytes(std::uint64_t rows) {
    std::uint64_t boxes = rows;
    for (std::uint64_t level = rows; level > 1;) {
        level = (level + 15) / 16;
        boxes += level;
    }
    return std::max<std::uint64_t>(boxes, 2) * 40;
}

/// How many rows there are behind `begin`; none if the last is cut, or others are behind it.
std::optional<std::uint64_t> whole_rows(const base::MappedFile& file, std::uint64_t begin) {
    constexpr std::uint64_t stretch = std::uint64_t{4} << 20;
    const ByteView bytes = file.bytes();
    std::uint64_t rows = 0;
    std::uint64_t forgotten = 0;
    for (std::uint64_t at = begin; at != bytes.size(); ++rows) {
        const auto size = size_at(bytes, at);
        if (!size) {
            return std::nullopt;
        }
        at += 4 + *size;
        if (at - forgotten >= stretch) {
            base::stop_if_interrupted();
            forgotten = at;
            file.forget(forgotten);
        }
    }
    return rows;
}

}  // namespace

void require_whole_flatgeobuf(const std::string& path, std::uint64_t rows, bool is_indexed) {
    constexpr std::uint64_t signature_bytes = 8;
    const base::MappedFile file{path};
    const auto header = size_at(file.bytes(), signature_bytes);
    const std::uint64_t begin =
        signature_bytes + 4 + header.value_or(0) + (is_indexed && rows > 0 ? index_bytes(rows) : 0);
    if (!header || begin > file.bytes().size() || whole_rows(file, begin) != rows) {
        throw Error{
            Fault::system,
            fmt::format("the file does not hold all of {} rows; the disk may be full", rows)};
    }
}

}  // namespace tamga::ingest
