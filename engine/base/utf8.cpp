// SPDX-License-Identifier: MIT
#include "engine/base/utf8.hpp"

#include <simdjson.h>

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

bool is_utf8(std::string_view text) { return simdjson::validate_utf8(text.data(), text.size()); }

char32_t next_character(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) {
        return static_cast<char32_t>(static_cast<unsigned char>(text[i]));
    };
    const char32_t first = byte(at++);
    if (first < 0x80) {
        return first;
    }
    const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    if (first < 0xC2 || first > 0xF4 || at + more > text.size()) {
        return 0xFFFD;
    }
    char32_t result = first & (0x3FU >> more);
    for (std::size_t i = 0; i < more; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80) {
            return 0xFFFD;
        }
        result = (result << 6) | (byte(at + i) & 0x3F);
    }
    at += more;
    return result;
}

void append_character(std::string& text, char32_t character) {
    const auto put = [&](char32_t byte) { text += static_cast<char>(byte); };
    if (character < 0x80) {
        put(character);
    } else if (character < 0x800) {
        put(0xC0 | (character >> 6));
        put(0x80 | (character & 0x3F));
    } else if (character < 0x10000) {
        put(0xE0 | (character >> 12));
        put(0x80 | ((character >> 6) & 0x3F));
        put(0x80 | (character & 0x3F));
    } else {
        put(0xF0 | (character >> 18));
        put(0x80 | ((character >> 12) & 0x3F));
        put(0x80 | ((character >> 6) & 0x3F));
        put(0x80 | (character & 0x3F));
    }
}

}  // namespace tamga::base
