// SPDX-License-Identifier: MIT
//
// Inside place: words with one letter wrong.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace tamga::place {

/// Calls `use` with each folded key that differs from `key` by one letter left out, put in,
/// changed, or swapped with its neighbour. Letters put in are of the script around them; scripts of
/// thousands of characters have none put in or changed. Keys of less than four letters are too
/// short for a guess.
void for_each_respelling(std::string_view key, const std::function<void(const std::string&)>& use);

}  // namespace tamga::place
