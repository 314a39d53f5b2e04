// SPDX-License-Identifier: MIT
//
// Inside geotag: the two steps of find_places(), so that weights can be fitted and scored: which
// names may be places, and which of them are if cues weigh so much.
#pragma once

#include "engine/geotag/geotag.hpp"
#include "engine/geotag/mention.hpp"
#include "engine/geotag/tokens.hpp"

#include <string_view>
#include <vector>

namespace tamga::geotag {

/// The names of a text that may be places', with their cues. `tokens` and `mentions` are filled
/// anew and keep their memory.
void find_candidates(std::string_view text, const place::Gazetteer& gazetteer, Tokens& tokens,
                     std::vector<Mention>& mentions);

/// find_places() with other weights than fitted_weights.
std::vector<Tag> find_places(std::string_view text, const place::Gazetteer& gazetteer,
                             const Options& options, const Weights& weights);

}  // namespace tamga::geotag
