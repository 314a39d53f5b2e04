// SPDX-License-Identifier: MIT
//
// Inside geotag: a name on its way to a place.
#pragma once

#include "engine/place/gazetteer.hpp"

#include <array>
#include <cstdint>
#include <span>

namespace tamga::geotag {

/// What speaks for and against a name being a place's, see features.cpp.
enum Feature : std::uint8_t {
    f_bias,
    f_population,
    f_country,
    f_admin1,
    f_admin2,
    f_region,
    f_alternate,
    f_words,
    f_word,
    f_first_name,
    f_human,
    f_short,
    f_locative,
    f_relation,
    f_before_capital,
    f_before_first_name,
    f_before_title,
    f_after_capital,
    f_after_body,
    f_after_office,
    f_after_says,
    f_possessive,
    f_in_larger,
    f_holds_smaller,
    f_starts_sentence,
    f_small_elsewhere,
    f_person_elsewhere,
    f_place_elsewhere,
    f_in_list,
    f_acronym,
    f_direction,
    f_place_of,
    f_after_terrain,
    f_bracket,
    f_before_body,
    f_tiny,
    f_calendar,
    f_initial,
    f_plain,
    f_lone_local,
    f_dateline,
    f_unit_word,
    f_sole_alternate,
    f_listed_first_name,
    f_called_elsewhere,
    f_after_plural,
    f_defined,
    f_in_named_unit,
    feature_count
};

constexpr std::uint32_t no_word = 0xFFFFFFFF;

/// Words that may name a place.
struct Mention {
    std::uint32_t first = 0;  ///< Words, the last included.
    std::uint32_t last = 0;
    std::span<const std::uint32_t> postings;
    std::uint16_t bits = 0;  ///< KeyBits of its key.
    std::uint32_t end = 0;   ///< Byte in the text; an abbreviation's full stop is part of it.
    bool demonym = false;    ///< Only inhabitants are called so.
    std::array<float, feature_count> features{};
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
