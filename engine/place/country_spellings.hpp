// SPDX-License-Identifier: MIT
//
// Inside place: what tables of statistics write for countries and for what is none.
#pragma once

#include <span>
#include <string_view>

namespace tamga::place {

/// Names with bars between, and the alpha-2 code of the country (or, of a former one, what it was).
struct Spellings {
    std::string_view of;
    std::string_view names;
};

std::span<const Spellings> country_spellings();
std::span<const Spellings> former_countries();
/// World, continents, regions, groups by income, and those whose country nobody knows.
std::string_view aggregate_names();

}  // namespace tamga::place
