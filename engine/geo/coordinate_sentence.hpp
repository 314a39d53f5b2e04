// SPDX-License-Identifier: MIT
//
// Inside geo: tokens put together to angles.
#pragma once

#include "engine/geo/coordinate_angle.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace tamga::geo {

/// A hemisphere or label and how many angles stand before it.
struct Decoration {
    Token token;
    std::size_t before = 0;
};

/// What a run of tokens says, before anything is decided.
struct Sentence {
    std::vector<Angle> angles;
    std::vector<Decoration> hemispheres;
    std::vector<Decoration> labels;
    bool separated = false;  ///< There is a separator between the angles.
    bool linked = false;     ///< Parts are linked, as in telephone numbers and times.
    std::string problem;
};

/// "северной широты", "с. ш.", "арзи шимолӣ": a hemisphere and its axis beside it become one token.
std::vector<Token> merged(std::span<const Token> tokens);

/// Reads a run of tokens; the problem says where it stopped making sense.
Sentence read_sentence(std::span<const Token> tokens);

}  // namespace tamga::geo
