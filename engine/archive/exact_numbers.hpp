// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace tamga::archive {

/// JSON numbers may have any number of digits, but our JSON library reads them as doubles, which
/// hold 15 for certain. While it handles a text, numbers with more are strings between marks:
/// parse(with_marked_numbers(text)), and with_plain_numbers(dump()) in the end. A string of the
/// text that begins like a mark gets a second one meanwhile, so that it comes back as the string it
/// is.

/// A number as a string of the library's, which with_plain_numbers() makes a number of.
std::string marked_number(std::string_view digits);

/// JSON text in which broken numbers of more than 15 digits are marked strings. A number that no
/// double holds becomes a string.
std::string with_marked_numbers(std::string_view json);

/// JSON text with marked strings as the numbers they are.
std::string with_plain_numbers(std::string_view json);

/// A text of any encoding as a string of the library's.
std::string marked_text(std::string_view text);

/// A string that the library has parsed, as it is without marks.
std::string plain_text(std::string_view text);

}  // namespace tamga::archive
