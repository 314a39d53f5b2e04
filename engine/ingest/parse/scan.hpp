// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

namespace tamga::ingest {

/// Past the object or array that starts at `from`, looking at quotes and braces only (an array is
/// followed by its brackets); npos if `text` ends inside it. Requires `{` or `[` at `from`.
std::size_t end_of_value(std::string_view text, std::size_t from);

/// Past the string whose opening quote is at `from`; npos if `text` ends inside it.
std::size_t end_of_string(std::string_view text, std::size_t from);

/// True if elements of an XML text lie deeper in each other than `most`. Texts and comments may hold
/// what looks like them.
bool is_deeper(std::string_view xml, std::size_t most);

/// How many line feeds `text` holds.
std::uint64_t count_newlines(std::string_view text);

}  // namespace tamga::ingest
