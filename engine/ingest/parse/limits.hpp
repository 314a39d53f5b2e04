// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace tamga::ingest {

/// What a record may have: more is no map's, and every step behind would bear it.
inline constexpr std::size_t most_attributes = 10'000;
inline constexpr std::size_t longest_text = std::size_t{8} << 20;

}  // namespace tamga::ingest
