// SPDX-License-Identifier: MIT
#pragma once

#include "engine/route/journey.hpp"
#include "engine/style/map.hpp"

#include <string>
#include <vector>

namespace tamga::bake {

/// The same columns for route::JourneyReader.
route::JourneyColumns journey_columns(const style::RouteColumns& columns);

/// The places that columns name: those of a table of locations or of areas; where neither is named,
/// those that the gazetteer at `gazetteer` knows (empty: the installed one, if there is one).
/// `levels` are columns of the locations that name units.
///
/// Throws as route::read_locations(), route::read_areas() and place::gazetteer_if_there() do.
route::Locations places_named(const style::RouteColumns& columns, const std::string& gazetteer,
                              const std::vector<std::string>& levels = {});

}  // namespace tamga::bake
