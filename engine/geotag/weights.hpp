// SPDX-License-Identifier: MIT
//
// Inside geotag: the weights of the features.
#pragma once

#include "engine/geotag/mention.hpp"

#include <array>

namespace tamga::geotag {

/// In the order of Feature. Fitted by logistic regression (with an L2 penalty of 2) to the names of
/// two corpora of news in English, TR-News and GeoVirus; fitted to one of them alone they differ
/// little, and serve the other nearly as well.
constexpr std::array<double, feature_count> weights{
    -1.61,  // bias
    3.53,   // population
    0.91,   // country
    0.97,   // admin1
    1.28,   // admin2
    1.74,   // region
    -1.69,  // alternate
    -0.07,  // words
    -1.77,  // word
    -0.71,  // first name
    -0.38,  // human
    -3.04,  // short
    1.13,   // locative
    0.26,   // relation
    -1.48,  // before capital
    -0.55,  // before first name
    -0.53,  // before title
    -1.94,  // after capital
    -2.91,  // after body
    0.72,   // after office
    -0.48,  // after says
    -0.27,  // possessive
    1.42,   // in larger
    2.29,   // holds smaller
    -0.10,  // starts sentence
    -0.80,  // small elsewhere
    -3.54,  // person elsewhere
    0.83,   // place elsewhere
    1.77,   // in list
    -1.10,  // acronym
    -0.97,  // direction
    1.58,   // place of
    -1.21,  // after terrain
    -1.33,  // bracket
    -0.10,  // before body
    -0.50,  // tiny
    -1.75,  // calendar
    -0.17,  // initial
    -2.40,  // plain
    -2.26,  // lone local
    1.30,   // dateline
};

}  // namespace tamga::geotag
