// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace tamga::mvt {

/// True if `text` is well-formed UTF-8 (Unicode 15, table 3-7): no overlong forms, no surrogates.
bool is_utf8(std::string_view text);

}  // namespace tamga::mvt
