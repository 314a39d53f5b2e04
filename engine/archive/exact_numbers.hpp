// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace tamga::archive {

/// JSON numbers may have any number of digits, but our JSON library reads them as doubles, which
/// hold 15 for certain. While it handles a text, numbers with more are strings between marks:
/// parse(with_marked_numbers(text)), and with_plain_numbers(dump()) in the end.

/// A number as a string of the library's, which with_plain_numbers() makes a number of.
std::string marked_number(std::string_view digits);

/// JSON text in which broken numbers of more than 15 digits are marked strings.
std::string with_marked_numbers(std::string_view json);

/// JSON text, or the text of one string, with marked strings as the numbers they are.
std::string with_plain_numbers(std::string_view json);

}  // namespace tamga::archive
