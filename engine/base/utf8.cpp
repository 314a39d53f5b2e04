// SPDX-License-Identifier: MIT
#include "engine/base/utf8.hpp"

#include <cstddef>
#include <cstdint>

namespace tamga::base {
namespace {

struct Range {
    unsigned low = 0;
    unsigned high = 0;
};

/// How many bytes follow the first byte of a character, or -1 if none may start with it.
int followers(unsigned first) {
    if (first < 0x80) {
        return 0;
    }
    if (first < 0xc2 || first > 0xf4) {
        return -1;
    }
    return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
}

/// What the second byte may be; the others are always 80..bf.
Range second_byte(unsigned first) {
    switch (first) {
        case 0xe0:
            return {0xa0, 0xbf};
        case 0xed:
            return {0x80, 0x9f};
        case 0xf0:
            return {0x90, 0xbf};
        case 0xf4:
            return {0x80, 0x8f};
        default:
            return {0x80, 0xbf};
    }
}

}  // namespace

std::size_t character_length(std::string_view text) {
    if (text.empty()) {
        return 0;
    }
    const unsigned first = static_cast<std::uint8_t>(text[0]);
    const int more = followers(first);
    if (more < 0 || static_cast<std::size_t>(more) >= text.size()) {
        return 0;
    }
    const std::size_t length = static_cast<std::size_t>(more) + 1;
    Range allowed = second_byte(first);
    for (std::size_t i = 1; i < length; ++i, allowed = {0x80, 0xbf}) {
        const unsigned byte = static_cast<std::uint8_t>(text[i]);
        if (byte < allowed.low || byte > allowed.high) {
            return 0;
        }
    }
    return length;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        if (length == 0) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

}  // namespace tamga::base
