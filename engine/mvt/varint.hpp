// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>

namespace tamga::mvt {

/// Appends `value` as a base-128 varint.
inline void append_varint(Bytes& out, std::uint64_t value) {
    while (value >= 0x80) {
        out.push_back(static_cast<std::uint8_t>(value | 0x80));
        value >>= 7;
    }
    out.push_back(static_cast<std::uint8_t>(value));
}

/// Writes `value` as a base-128 varint and answers where it ends. Requires room for 10 bytes.
inline std::uint8_t* put_varint(std::uint8_t* at, std::uint64_t value) {
    while (value >= 0x80) {
        *at++ = static_cast<std::uint8_t>(value | 0x80);
        value >>= 7;
    }
    *at++ = static_cast<std::uint8_t>(value);
    return at;
}

/// How many bytes append_varint() appends.
inline std::size_t varint_size(std::uint64_t value) {
    return static_cast<std::size_t>(std::bit_width(value | 1) + 6) / 7;
}

/// 0, -1, 1, -2 become 0, 1, 2, 3, so that small numbers of either sign are short varints.
inline std::uint64_t zigzag(std::int64_t value) {
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}

inline void append(Bytes& out, ByteView bytes) {
    out.insert(out.end(), bytes.begin(), bytes.end());
}

/// Appends a length-delimited field. Requires a field number below 16.
inline void append_field(Bytes& out, unsigned field, ByteView content) {
    std::uint8_t head[11];
    head[0] = static_cast<std::uint8_t>(field << 3 | 2);
    append(out, {head, put_varint(head + 1, content.size())});
    append(out, content);
}

}  // namespace tamga::mvt
