// SPDX-License-Identifier: MIT
#pragma once

#include "engine/coordinate/read.hpp"

#include <optional>
#include <string_view>

namespace tamga::cli {

/// "41.20438,74.766098" and "-41.2, 74.7" quickly, for millions of lines: two numbers with a
/// fraction each, a comma and perhaps a space between, in range. The answer is that of
/// coordinate::read(), but for its precision, which is not worked out; everything else is
/// nothing here.
std::optional<coordinate::Reading> plain_position(std::string_view text);

}  // namespace tamga::cli
