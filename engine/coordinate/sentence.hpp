// SPDX-License-Identifier: MIT
//
// Inside coordinate: tokens put together to angles.
#pragma once

#include "engine/coordinate/angle.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace tamga::coordinate {

/// A hemisphere or label and how many angles stand before it.
struct Decoration {
    Token token;
    std::size_t before = 0;
    bool apart = false;  ///< A separator stands before it, so it is about what follows.
};

/// What a run of tokens says, before anything is decided.
struct Sentence {
    std::vector<Angle> angles;
    std::vector<Decoration> hemispheres;
    std::vector<Decoration> labels;
    bool separated = false;  ///< There is a separator between the angles.
    bool joined = false;     ///< Only an "and" is between them.
    bool linked = false;     ///< Parts are linked, as in telephone numbers and times.
    bool dashed = false;     ///< By dashes, as in telephone numbers and dates.
    std::string problem;
};

/// "северной широты", "с. ш.", "арзи шимолӣ": a hemisphere and its axis beside it become one token.
std::vector<Token> merged(std::span<const Token> tokens);

/// Reads a run of tokens; the problem says where it stopped making sense.
Sentence read_sentence(std::span<const Token> tokens);

}  // namespace tamga::coordinate
