// SPDX-License-Identifier: MIT
//
// Inside geotag: which names stand beside which, and say where they are.
#pragma once

#include "engine/geotag/mention.hpp"
#include "engine/geotag/tokens.hpp"

namespace tamga::geotag {

/// Says of each mention in which other one it is ("Paris, Kentucky", "Paris in Texas", "Lima is a
/// city in Peru"), which unit that one is, and with which it stands in a list. Sets the cues
/// that follow from it.
void relate(const Tokens& tokens, const place::Gazetteer& gazetteer, std::span<Mention> mentions);

}  // namespace tamga::geotag
