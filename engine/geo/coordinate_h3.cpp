// SPDX-License-Identifier: MIT
#include "engine/geo/coordinate_notation.hpp"
namespace tamga::geo {
Attempt read_h3(std::string_view) { return std::nullopt; }
}  // namespace tamga::geo
