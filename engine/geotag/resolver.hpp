// SPDX-License-Identifier: MIT
//
// Inside geotag: which of the places of a name is meant.
#pragma once

#include "engine/geotag/mention.hpp"

#include <span>

namespace tamga::geotag {

/// Gives each mention a place and the certainty of it, looking at all of them together: what is
/// likely by itself, the unit named after it ("Paris, Kentucky"), the countries and units the text
/// is about, and how near the places are to each other. One name is one place in a text.
void resolve(const place::Gazetteer& gazetteer, std::span<Mention> mentions);

}  // namespace tamga::geotag
