// SPDX-License-Identifier: MIT
//
// Inside geotag: where a text has words that the gazetteer knows.
#pragma once

#include "engine/geotag/mention.hpp"
#include "engine/geotag/tokens.hpp"
#include "engine/place/gazetteer.hpp"

#include <string_view>
#include <vector>

namespace tamga::geotag {

/// Appends the longest names at each word, left to right, none within another. Demonyms are
/// mentions with `demonym` set.
void match(std::string_view text, const Tokens& tokens, const place::Gazetteer& gazetteer,
           std::vector<Mention>& mentions);

}  // namespace tamga::geotag
