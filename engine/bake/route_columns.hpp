// SPDX-License-Identifier: MIT
#pragma once

#include "engine/place/gazetteer.hpp"
#include "engine/route/journey.hpp"
#include "engine/style/map.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tamga::bake {

/// The same columns for route::JourneyReader.
route::JourneyColumns journey_columns(const style::RouteColumns& columns);

/// Is this a level of units that the gazetteer knows? "town" is the place itself.
bool is_gazetteer_level(std::string_view level);

/// A place of the gazetteer, with the units of these levels that it is or lies in.
route::Location location_of(const place::Gazetteer& gazetteer, const place::Place& of,
                            const std::vector<std::string>& levels);

/// The places that columns name: those of a table of locations or of areas; where neither is named,
/// those that the gazetteer at `gazetteer` knows (empty: the installed one, if there is one).
/// `levels` are columns of the locations that name units, or levels of the gazetteer, which knows
/// those of places that are given by coordinates, too: the country and admin1 that hold them, or of
/// the nearest town, if none does and that is less than 25 km away.
///
/// Throws as route::read_locations(), route::read_areas() and place::gazetteer_if_there() do, and
/// Error{Fault::input} if there are levels and no gazetteer.
route::Locations places_named(const style::RouteColumns& columns, const std::string& gazetteer,
                              const std::vector<std::string>& levels = {});

}  // namespace tamga::bake
