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
    -1.87,  // bias
    3.95,   // population
    0.76,   // country
    0.76,   // admin1
    1.23,   // admin2
    0.15,   // region
    -1.60,  // alternate
    -0.11,  // words
    -1.81,  // word
    -0.84,  // first name
    -0.25,  // human
    -2.81,  // short
    1.05,   // locative
    0.17,   // relation
    -1.59,  // before capital
    -0.60,  // before first name
    -0.56,  // before title
    -1.94,  // after capital
    -2.92,  // after body
    0.76,   // after office
    -0.49,  // after says
    -0.29,  // possessive
    1.40,   // in larger
    2.20,   // holds smaller
    -0.10,  // starts sentence
    -0.81,  // small elsewhere
    -3.58,  // person elsewhere
    0.81,   // place elsewhere
    1.74,   // in list
    -1.09,  // acronym
    -1.04,  // direction
    1.37,   // place of
    -1.51,  // after terrain
    -1.20,  // bracket
    -0.09,  // before body
    -0.40,  // tiny
    -1.63,  // calendar
    -0.16,  // initial
    -2.84,  // plain
    -2.18,  // lone local
    1.22,   // dateline
    0.91,   // unit word
    -0.45,  // sole alternate
    0.04,   // listed first name
};

}  // namespace tamga::geotag
