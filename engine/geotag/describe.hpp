// SPDX-License-Identifier: MIT
//
// Inside geotag: what speaks for and against a name being a place's.
#pragma once

#include "engine/geotag/mention.hpp"
#include "engine/geotag/tokens.hpp"

#include <span>

namespace tamga::geotag {

/// Fills the cues of all mentions of a text, in two rounds: what stands beside each, and then what
/// the same words are elsewhere in the text.
void describe(const Tokens& tokens, const place::Gazetteer& gazetteer, std::span<Mention> mentions);

}  // namespace tamga::geotag
