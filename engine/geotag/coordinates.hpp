// SPDX-License-Identifier: MIT
//
// Inside geotag: coordinates in running text.
#pragma once

#include "engine/geo/lonlat.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace tamga::geotag {

struct FoundCoordinate {
    std::uint32_t begin = 0;  ///< Bytes of the text.
    std::uint32_t end = 0;
    geo::LonLat position;
};

/// Pairs of angles that coordinate::read() takes, with two decimals and more or with the signs
/// of degrees. A pair of plain numbers ("3, 2") is none.
std::vector<FoundCoordinate> find_coordinates(std::string_view text);

}  // namespace tamga::geotag
