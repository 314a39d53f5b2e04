// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace tamga::base {

inline constexpr std::string_view blanks = " \t";
inline constexpr std::string_view white_space = " \t\r\n";

/// One of 0 to 9, in any locale.
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// `text` without any of `spaces` at both ends.
constexpr std::string_view trimmed(std::string_view text, std::string_view spaces = white_space) {
    text.remove_prefix(std::min(text.find_first_not_of(spaces), text.size()));
    return text.substr(0, text.find_last_not_of(spaces) + 1);
}

/// A capital letter of ASCII as a small one; any other byte as it is.
constexpr char ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
std::string ascii_lower(std::string_view text);

/// `text` as a cell of a CSV row (RFC 4180): in quotes if it holds `delimiter`, a quote or the end
/// of a line.
std::string csv_cell(std::string_view text, char delimiter = ',');

}  // namespace tamga::base
