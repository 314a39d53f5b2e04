// SPDX-License-Identifier: MIT
#include "engine/base/printable.hpp"

#include "engine/base/utf8.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <iterator>

namespace tamga::base {
namespace {

/// The number of the control character that `character` is, or -1.
int control_number(std::string_view character) {
    const auto first = static_cast<std::uint8_t>(character[0]);
    if (character.size() == 1) {
        return first < 0x20 || first == 0x7f ? first : -1;
    }
    const auto second = static_cast<std::uint8_t>(character[1]);
    return first == 0xc2 && second < 0xa0 ? second : -1;
}

void append_printable(std::string& out, std::string_view text, bool keep_lines) {
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        if (length == 0) {
            out += "\ufffd";
            text.remove_prefix(1);
            continue;
        }
        const std::string_view character = text.substr(0, length);
        const int number = control_number(character);
        if (number < 0 || (keep_lines && number == '\n')) {
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
