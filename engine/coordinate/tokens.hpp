// SPDX-License-Identifier: MIT
//
// Inside coordinate: the words and marks of a position written in degrees.
#pragma once

#include "engine/coordinate/notation.hpp"

#include <string_view>
#include <vector>

namespace tamga::coordinate {

enum class Axis { unknown, lat, lon };

struct Token {
    enum class Kind {
        number,
        degree,      ///< "°", "deg", "d", "град"
        minute,      ///< "'", "min", "m", "мин"
        second,      ///< '"', "sec", "s", "сек"
        link,        ///< ":" or "-" between two digits, as in 41:12:15
        hemisphere,  ///< "N", "North", "с", "северной", "түндүк"; its axis and sign
        label,       ///< "lat", "longitude", "широта", "узундук"; its axis
        separator,   ///< , ; / | & tab
        joint,       ///< "and", "by", "и" between a latitude and a longitude that say so.
        metre,       ///< "ft", "metres": what stands before is a height.
        unclear,     ///< "O", which is east to a German and west to a Frenchman.
        word,        ///< Anything else.
    };

    Kind kind = Kind::word;
    Decimal number{};
    Axis axis = Axis::unknown;
    bool negative = false;  ///< South or west.
    bool faint = false;     ///< One small letter or the like, which is a word of some language.
    bool dash = false;      ///< A link that is no colon.
};

/// How a comma between two digits is read.
enum class Comma { separates, is_decimal };

/// Cuts normalized text into tokens. Brackets, full stops after words, "=" and ":" after labels say
/// nothing and are left out.
std::vector<Token> tokens(std::string_view text, Comma comma);

}  // namespace tamga::coordinate
