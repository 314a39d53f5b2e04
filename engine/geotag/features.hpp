// SPDX-License-Identifier: MIT
//
// Inside geotag: what speaks for and against a name being a place's.
#pragma once

#include "engine/geotag/mention.hpp"
#include "engine/geotag/tokens.hpp"

#include <span>

namespace tamga::geotag {

/// Fills the features of all mentions of a text, in two rounds: what stands beside each, and then
/// what the same words are elsewhere in the text.
void describe(const Tokens& tokens, const place::Gazetteer& gazetteer, std::span<Mention> mentions);

/// How likely the mention is a place, 0..1, by a logistic model of its features.
double likelihood(const Mention& mention);

}  // namespace tamga::geotag
