// SPDX-License-Identifier: MIT
//
// How the weights of geotag's cues are fitted to labelled texts.
#pragma once

#include "engine/geotag/cues.hpp"
#include "engine/place/gazetteer.hpp"
#include "tests/geotag/labelled_texts.hpp"

#include <span>
#include <string>
#include <vector>

namespace tamga::tests {

/// A name in a text that may be a place's, and whether it is.
struct Example {
    geotag::Cues cues;
    bool is_place = false;
};

/// The candidates of a text: places if just these characters are marked. Demonyms are not asked
/// about.
std::vector<Example> examples_of(const LabelledText& text, const place::Gazetteer& gazetteer);

/// The weights that make the examples likeliest: the minimum of the sum of their logistic losses
/// and of penalty / 2 times the squares of all weights but the bias. Weights that are set by hand
/// stay. Newton's method, from zero.
geotag::Weights fitted(std::span<const Example> examples, double penalty);

/// The rows of geotag/cues.hpp with these weights, as they stand there.
std::string table_of(const geotag::Weights& weights);

/// Weights with two digits behind the point, as they stand in the table.
geotag::Weights rounded(const geotag::Weights& weights);

}  // namespace tamga::tests
