// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tamga::base {

/// Text of a file as it may be printed: control characters (C0, DEL and C1) and those that turn the
/// direction of writing by force (U+202A to 202E, U+2066 to 2069) become \u001b and the like, since
/// a terminal would obey them, and what is not UTF-8 becomes U+FFFD. Of JSON without line breaks it
/// makes the same JSON, for there they stand in strings only.
std::string printable(std::string_view text);

/// The same for a message of our own, whose line breaks and tabs stay.
std::string printable_lines(std::string_view text);

/// At most about `most` bytes of a text that anybody may have made as long as he likes, with "..."
/// for the rest.
std::string shortened(std::string_view text, std::size_t most = 200);

}  // namespace tamga::base
