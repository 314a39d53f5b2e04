// SPDX-License-Identifier: MIT
#include "engine/base/printable.hpp"

#include "engine/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace tamga::base {
namespace {

bool is_plain(char c) { return c >= 0x20 && c < 0x7f; }

/// The number of the character that `character` is, if a terminal would obey it, or -1.
int control_number(std::string_view character) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(character[i]); };
    if (character.size() == 1) {
        return is_plain(character[0]) ? -1 : byte(0);
    }
    if (character.size() == 2) {
        return byte(0) == 0xc2 && byte(1) < 0xa0 ? byte(1) : -1;
    }
    if (byte(0) != 0xe2 || character.size() > 3) {
        return -1;
    }
    const int number = 0x2000 + ((byte(1) & 0x3f) << 6) + (byte(2) & 0x3f);
    const bool turns = (number >= 0x202a && number <= 0x202e) ||  // Embeddings and overrides.
                       (number >= 0x2066 && number <= 0x2069);    // Isolates.
    return turns ? number : -1;
}

void append_printable(std::string& out, std::string_view text, bool keep_lines) {
    for (;;) {
        const auto plain =
            static_cast<std::size_t>(std::ranges::find_if_not(text, is_plain) - text.begin());
        out += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty()) {
            return;
        }
        const std::size_t length = character_length(text);
        if (length == 0) {
            out += "\ufffd";
            text.remove_prefix(1);
            continue;
        }
        const std::string_view character = text.substr(0, length);
        const int number = control_number(character);
        if (number < 0 || (keep_lines && (number == '\n' || number == '\t'))) {
            out += character;
        } else {
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", number);
        }
        text.remove_prefix(length);
    }
}

}  // namespace

std::string printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    append_printable(out, text, false);
    return out;
}

std::string printable_lines(std::string_view text) {
    std::string out;
    append_printable(out, text, true);
    return out;
}

std::string shortened(std::string_view text, std::size_t most) {
    if (text.size() <= most) {
        return std::string{text};
    }
    std::size_t end = most;
    while (end > 0 && (static_cast<std::uint8_t>(text[end]) & 0xc0) == 0x80) {
        --end;  // Not within a character.
    }
    return std::string{text.substr(0, end)} + "...";
}

}  // namespace tamga::base
