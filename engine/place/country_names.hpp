// SPDX-License-Identifier: MIT
#pragma once

#include "engine/place/country_codes.hpp"

#include <string_view>

namespace tamga::place {

/// Reads the English name of a country as tables of statistics write it (UN DESA, UNHCR, the World
/// Bank, OECD, Eurostat): "Iran (Islamic Rep. of)", "Congo, Dem. Rep.", "St. Lucia", "Viet Nam",
/// "Sudan*"; today's and former names of what is still one country; and the names of aggregates.
/// Case, accents, the order of words, and footnotes do not count.
///
/// Knows no town, no unit, and no other language; see Gazetteer::find().
CountryReading read_country_name(std::string_view name);

/// True if the name is of a region of the world that is called like a country: "Micronesia" beside
/// "Polynesia" or "Micronesia (Fed. States of)".
bool is_region_beside_country(std::string_view name);

}  // namespace tamga::place
