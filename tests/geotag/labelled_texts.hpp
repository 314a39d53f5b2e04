// SPDX-License-Identifier: MIT
//
// Texts whose places somebody has marked: what geotag's weights are fitted to and scored on.
#pragma once

#include "engine/geo/lonlat.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tamga::tests {

/// A name that is marked as a place's.
struct LabelledName {
    std::uint32_t first_character = 0;  ///< Code points of the text; `end` is one past the last.
    std::uint32_t end_character = 0;
    std::string text;
    std::string reference;                ///< "GeoNames:1527534", "Name:Aral Sea", or empty.
    std::optional<geo::LonLat> position;  ///< Of a reference "Position:LAT,LON".
};

struct LabelledText {
    std::string title;  ///< Of the file, and the line if it has many texts.
    std::string text;
    std::vector<LabelledName> names;
};

using LabelledTexts = std::vector<LabelledText>;

/// The texts of a folder of NAME.txt, each with its names in NAME.ann (brat's stand-off form, see
/// fixtures/geotag/README.md), in the order of names; or of a table like
/// fixtures/geotag/sentences.tsv.
LabelledTexts labelled_texts(const std::filesystem::path& source);

/// The texts of a source by the rule of all fitting and scoring: the second, fourth, sixth and so
/// on are held out, weights are fitted to the others.
struct Halves {
    LabelledTexts fitted;
    LabelledTexts held_out;
};
Halves halves(LabelledTexts texts);

}  // namespace tamga::tests
