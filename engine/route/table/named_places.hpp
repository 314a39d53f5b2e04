// SPDX-License-Identifier: MIT
#pragma once

#include "engine/place/gazetteer.hpp"
#include "engine/route/table/journey.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tamga::route {

/// Is this a level of units that the gazetteer knows? "town" is the place itself.
bool is_gazetteer_level(std::string_view level);

/// A place of the gazetteer, with the units of these levels that it is or lies in.
Location location_of(const place::Gazetteer& gazetteer, const place::Place& of,
                     const std::vector<std::string>& levels);

/// The places that columns name, and how it was decided what the names are.
struct NamedPlaces {
    Locations locations;
    std::string read_as;  ///< "codes:iso3", "countries", "any" ...; empty: no gazetteer is asked.
    std::string note;     ///< The decision in a sentence, if there is something to say.
};

/// The places of a table of locations or of areas; where neither is named, those that the gazetteer
/// at `gazetteer` knows (empty: the installed one, if there is one) by the table's `names`, all
/// together (see geotag::PlaceColumn).
/// `levels` are columns of the locations that name units, or levels of the gazetteer, which knows
/// those of places that are given by coordinates, too: the country and admin1 that hold them, or of
/// the nearest town, if none does and that is less than 25 km away.
///
/// Throws as read_locations(), read_areas(), place::gazetteer_if_there() and
/// geotag::places_rule_named() do, and Error{Fault::input} if there are levels and no gazetteer.
NamedPlaces places_named(const JourneyColumns& columns, const std::string& gazetteer,
                         const std::vector<std::string>& levels,
                         const std::vector<std::string>& names);

/// Must the names of the table be known before places_named() is asked?
bool wants_names(const JourneyColumns& columns);

/// What the weights of a table are, and what to say if that was guessed.
struct GuessedMeasure {
    Measure measure = Measure::flow;
    std::string note = {};
};

/// What was said; else stocks if a store says so of its layer, or the name of the weights' column or
/// of a file has the word.
GuessedMeasure measure_of(const JourneyColumns& columns, const std::vector<std::string>& sources);

/// Throws Error{Fault::usage} for `places` that are none, or beside a table of places.
void check_places(const JourneyColumns& columns);

}  // namespace tamga::route
