// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace tamga::cli {

/// A count for people: 1234567 is "1,234,567".
std::string grouped(std::uint64_t number);

}  // namespace tamga::cli
