// SPDX-License-Identifier: MIT
#pragma once

#include "tools/tamga/cli/command.hpp"

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

namespace tamga::cli {

/// The longest line of stdin that is read, in bytes: nobody writes a position or a name in so many.
inline constexpr std::size_t longest_line = 65'536;

/// The next line of `in` without its end (LF or CR LF); false at the end. Of a longer line than the
/// longest its first bytes are kept, one more than that: whoever reads it refuses it by its size.
/// Throws Error{Fault::system} if the process is asked to stop, or `in` cannot be read to its end.
bool next_line(std::istream& in, std::string& line);

/// Calls `use` for each word, or, for the word "-", for each line of stdin.
void for_each_line(const std::vector<std::string>& words, Io& io,
                   const std::function<void(const std::string&)>& use);

/// The text as a JSON string with its quotes. What is not UTF-8 becomes U+FFFD.
std::string json_string(std::string_view text);

}  // namespace tamga::cli
