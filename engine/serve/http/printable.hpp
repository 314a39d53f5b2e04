// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace tamga::serve {

/// `text` with every character that a terminal would obey written as \x1b: names come from clients
/// and from files.
inline std::string printable(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto before = i == 0 ? 0 : static_cast<unsigned char>(text[i - 1]);
        // U+0080 to U+009F are controls as well; in UTF-8 they begin with C2.
        const bool obeyed =
            byte < 0x20 || byte == 0x7f || (before == 0xc2 && byte >= 0x80 && byte < 0xa0);
        result += obeyed ? fmt::format("\\x{:02x}", byte) : std::string{text[i]};
    }
    return result;
}

}  // namespace tamga::serve
