// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace tamga::base {

/// How deep foreign JSON may nest, and how many values it may have. Metadata of a thousand layers
/// keeps far below; without a limit a few kilobytes that were packed fill the memory, and a
/// library that writes a tree by recursion runs out of stack.
inline constexpr std::size_t deepest_json = 200;
inline constexpr std::size_t most_json_values = 1'000'000;

/// To be called before a text is parsed into a tree. Counts brackets and commas outside of strings;
/// whether the text is JSON is for the parser to say. Throws Error{Fault::input}.
void check_json_bounds(std::string_view json);

}  // namespace tamga::base
