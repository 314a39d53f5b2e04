// SPDX-License-Identifier: MIT
#pragma once

#include "tools/tamga/cli/command.hpp"

#include <functional>
#include <string>
#include <vector>

namespace tamga::cli {

/// Calls `use` for each word, or, for the word "-", for each line of stdin without its end (LF or
/// CR LF). Throws Error{Fault::system} if stdin cannot be read to its end.
void for_each_line(const std::vector<std::string>& words, Io& io,
                   const std::function<void(const std::string&)>& use);

/// The text as a JSON string with its quotes. What is not UTF-8 becomes U+FFFD.
std::string json_string(std::string_view text);

}  // namespace tamga::cli
