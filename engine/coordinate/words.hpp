// SPDX-License-Identifier: MIT
//
// Inside coordinate: what hemispheres, axes and units are called.
#pragma once

#include "engine/coordinate/tokens.hpp"

#include <string>
#include <string_view>

namespace tamga::coordinate {

/// The word in small letters, as far as ASCII and Cyrillic go. UTF-8.
std::string lower_word(std::string_view word);

/// What a word means next to numbers; Kind::word if it means nothing.
Token word_token(std::string_view word);

}  // namespace tamga::coordinate
