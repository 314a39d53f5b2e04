// SPDX-License-Identifier: MIT
//
// Inside geotag: words that say what the name beside them is.
#pragma once

#include <cstdint>
#include <string_view>

namespace tamga::geotag {

/// Classes of folded words; a word may be of several.
enum WordClass : std::uint32_t {
    word_locative = 1 << 0,   ///< "in", "near", "из": a place comes next.
    word_relation = 1 << 1,   ///< "of", "for", "and": a place may come next.
    word_title = 1 << 2,      ///< "Mr", "Gov", "Sheriff": a person comes next.
    word_office = 1 << 3,     ///< "Mayor", "Premier": an office of the place before it.
    word_body = 1 << 4,       ///< "University", "Police": the name before it is a body's.
    word_direction = 1 << 5,  ///< "north", "downtown": a part of the place that comes next.
    word_says = 1 << 6,       ///< "said", "told": who stands before it speaks.
    word_particle = 1 << 7,   ///< "of", "de", "upon": small letters within a name.
    word_article = 1 << 8,    ///< "the".
    word_terrain = 1 << 9,    ///< "County", "River": the name before it is a place's.
    word_place_of = 1 << 10,  ///< "city", "town", "village": "the city of X".
    word_calendar = 1 << 11,  ///< Days and months.
    word_motion = 1 << 12,    ///< "moved", "travelled", "уехал": someone changes places.
    word_from = 1 << 13,      ///< "from", "из": where a journey starts.
    word_to = 1 << 14,        ///< "to", "в": where it ends.
    word_plain = 1 << 15,     ///< Starts sentences with a capital, and is no name.
};

/// The classes of a folded word; 0 for most words.
std::uint32_t word_classes(std::string_view folded);

}  // namespace tamga::geotag
