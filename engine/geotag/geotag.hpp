// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/place/gazetteer.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::geotag {

/// A place that a text names, or a coordinate in it.
struct Tag {
    std::uint32_t begin = 0;  ///< Bytes of the text; `end` is one past the last.
    std::uint32_t end = 0;
    std::uint32_t first_character = 0;  ///< The same in code points.
    std::uint32_t end_character = 0;
    /// Bytes; the sentence it stands in, without spaces around. Of a list that has no end it is
    /// what stands within 1000 bytes.
    std::uint32_t sentence_begin = 0;
    std::uint32_t sentence_end = 0;
    geo::LonLat position;
    /// The place named. For a coordinate, the unit or country it lies in; none at sea.
    std::optional<place::Place> place;
    bool is_coordinate = false;
    bool is_demonym = false;
    /// What the position stands for: "country", "admin1", "admin2", "town", "feature", "point", or
    /// "country centre" for a coordinate that tables give for a whole country.
    std::string precision;
    /// How likely it is a place, and this one: 0..1.
    double confidence = 0;
};

/// A journey that a text tells: "moved from Aravan to Moscow".
struct ToldJourney {
    std::size_t from = 0;  ///< Numbers of tags.
    std::size_t to = 0;
};

struct Options {
    bool demonyms = false;       ///< "Kyrgyz", too, stands for Kyrgyzstan.
    double least_likely = 0.55;  ///< Names less likely to be places are left out.
};

/// No larger text is read, in bytes.
inline constexpr std::size_t largest_text = std::size_t{1} << 30;

/// The places named in a text (UTF-8), in its order, none within another. English is read best;
/// Russian and Kyrgyz names are known in their cases. The time it takes goes with the text's size;
/// of a large text each megabyte is read by itself.
///
/// Throws Error{Fault::input} if the text is larger than largest_text.
std::vector<Tag> find_places(std::string_view text, const place::Gazetteer& gazetteer,
                             const Options& options = {});

/// Journeys between tags of find_places(): in one sentence a verb of motion, "from" before one
/// place and "to" before another; or "to" alone, if the sentence or the one before names where it
/// starts ("unable to find work in X, she moved to Y").
std::vector<ToldJourney> find_journeys(std::string_view text, const std::vector<Tag>& tags);

}  // namespace tamga::geotag
