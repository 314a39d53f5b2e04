// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace tamga::ingest {

/// True if `text` is well-formed UTF-8.
bool is_utf8(std::string_view text);

}  // namespace tamga::ingest
