// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/text.hpp"

#include <algorithm>
#include <string_view>

namespace tamga::serve {

/// Cuts the part before the first `separator` off `rest` and returns it, trimmed.
inline std::string_view next_part(std::string_view& rest, char separator) {
    const auto end = std::min(rest.find(separator), rest.size());
    const std::string_view part = base::trimmed(rest.substr(0, end), base::blanks);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

/// True if both are the same but for the case of ASCII letters.
inline bool same_word(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return base::ascii_lower(c); };
    return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace tamga::serve
