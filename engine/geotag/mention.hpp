// SPDX-License-Identifier: MIT
//
// Inside geotag: a name on its way to a place.
#pragma once

#include "engine/geotag/cues.hpp"
#include "engine/place/gazetteer.hpp"

#include <cstdint>
#include <span>

namespace tamga::geotag {

constexpr std::uint32_t no_word = 0xFFFFFFFF;

/// Words that may name a place.
struct Mention {
    std::uint32_t first = 0;  ///< Words, the last included.
    std::uint32_t last = 0;
    std::span<const std::uint32_t> postings;
    std::uint16_t bits = 0;  ///< KeyBits of its key.
    std::uint32_t end = 0;   ///< Byte in the text; an abbreviation's full stop is part of it.
    bool demonym = false;    ///< Only inhabitants are called so.
    Cues cues;
    bool in_case = false;   ///< Found by a base form.
    bool of_unit = false;   ///< "Aravan region": a unit is meant, not the town.
    bool of_town = false;   ///< "the town of Naryn".
    double confidence = 0;  ///< That it is a place at all.

    std::uint32_t place = place::no_place;  ///< Which one it is.
    double certainty = 0;                   ///< That it is this one, of all those of the name.
    std::uint32_t whole = place::no_place;  ///< "Kentucky", in "Paris, Kentucky".
    std::uint32_t unit = place::no_place;   ///< What it is, since the name before is in it.
    std::uint32_t listed_after = no_word;   ///< First word of the one before it in a list.
};

/// Inhabitants, or, where GeoNames has no number, what towns of that rank have at least.
double known_population(const place::Place& found);

}  // namespace tamga::geotag
