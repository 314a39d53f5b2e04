// SPDX-License-Identifier: MIT
//
// Inside geotag: the weights of the features.
#pragma once

#include "engine/geotag/mention.hpp"

#include <array>

namespace tamga::geotag {

/// In the order of Feature. Fitted by logistic regression (with an L2 penalty of 2) to the names of
/// two corpora of news in English, TR-News and GeoVirus, of fixtures/geotag, and of sentences with
/// the usual traps; fitted to one of them alone they differ little, and serve the others nearly as
/// well. The weight of `defined` is set by hand: news defines few places.
constexpr std::array<double, feature_count> weights{
    -2.85,  // bias
    5.24,   // population
    0.70,   // country
    0.81,   // admin1
    1.31,   // admin2
    0.54,   // region
    -1.68,  // alternate
    -0.24,  // words
    -1.49,  // word
    -0.84,  // first name
    -0.34,  // human
    -3.10,  // short
    1.22,   // locative
    0.13,   // relation
    -1.17,  // before capital
    -0.57,  // before first name
    -1.02,  // before title
    -2.18,  // after capital
    -3.37,  // after body
    0.87,   // after office
    -0.49,  // after says
    -0.13,  // possessive
    2.63,   // in larger
    2.73,   // holds smaller
    -0.14,  // starts sentence
    -0.58,  // small elsewhere
    -3.89,  // person elsewhere
    0.67,   // place elsewhere
    1.85,   // in list
    -1.67,  // acronym
    -1.31,  // direction
    1.10,   // place of
    -2.44,  // after terrain
    -1.27,  // bracket
    -0.31,  // before body
    0.09,   // tiny
    -2.30,  // calendar
    -0.30,  // initial
    -2.47,  // plain
    -2.90,  // lone local
    1.48,   // dateline
    1.27,   // unit word
    0.15,   // sole alternate
    -0.35,  // listed first name
    -0.77,  // called elsewhere
    -1.38,  // after plural
    3.00,   // defined
    0.77,   // in named unit
};

}  // namespace tamga::geotag
