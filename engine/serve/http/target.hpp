// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::serve {

/// The parts of a request target's path between the slashes, percent-decoded, without the query:
/// "/a%20b/1/2?x" is {"a b", "1", "2"}, "/" is {}. The target may be a whole URL (RFC 9112, 3.2.2).
/// Nothing if it does not start with a slash, or percent_decoded() refuses a segment.
std::optional<std::vector<std::string>> path_segments(std::string_view target);

/// What follows the first question mark of a target, as sent; empty if there is none.
std::string_view query_of(std::string_view target);

/// `text` with its escapes replaced by what they stand for. Nothing if one is broken, or if there is
/// a NUL, escaped or not.
std::optional<std::string> percent_decoded(std::string_view text);

/// `name` as one segment of a URL: everything but letters, digits and "-._~" is escaped.
std::string percent_encoded(std::string_view name);

/// A non-negative decimal number without a sign, or nothing. Numbers over 2^32 - 1 are 2^32 - 1.
std::optional<std::uint32_t> whole_number(std::string_view text);

}  // namespace tamga::serve
