// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tamga::base {

/// True if `text` is well-formed UTF-8 (Unicode 15, table 3-7): no overlong forms, no surrogates.
bool is_utf8(std::string_view text);

/// How many bytes the first character of `text` takes, or 0 if no well-formed character stands
/// there.
std::size_t character_length(std::string_view text);

/// The character at `at`, which moves past it; U+FFFD for bytes that are not UTF-8.
/// Requires that `at` is less than the size.
char32_t next_character(std::string_view text, std::size_t& at);

/// Appends the character's UTF-8.
void append_character(std::string& text, char32_t character);

}  // namespace tamga::base
