// SPDX-License-Identifier: MIT
#pragma once

#include "engine/place/gazetteer.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tamga::geotag {

/// What a row of a table says about a place; country and unit may be empty.
struct NamedPlace {
    std::string_view name;
    std::string_view country;  ///< A name in any language, or an ISO code.
    std::string_view unit;     ///< A unit of the first or second level.
};

/// The place a row means, or the reason why none was found.
struct RowPlace {
    std::optional<place::Place> place;
    /// 1: the only place of that name in that country and unit, spelt so. Less for another
    /// spelling, a letter wrong, or places of the same name that are not much smaller.
    double confidence = 0;
    std::string reason;
};

/// Looks a row up. A country or unit that is named and not found is a reason to give no place:
/// a guess elsewhere would be wrong.
RowPlace place_of_row(const place::Gazetteer& gazetteer, const NamedPlace& row);

}  // namespace tamga::geotag
