// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/questions/pair_sums.hpp"

#include <compare>
#include <cstdint>
#include <vector>

namespace tamga::store {

/// Behind the number of every area: the routes that cross none, and all routes.
inline constexpr std::uint32_t via_none = 0xFFFFFFFE;
inline constexpr std::uint32_t via_all = 0xFFFFFFFF;

/// A cell of a matrix of areas, and what was added up in it.
struct MatrixCell {
    struct Place {
        std::uint32_t from = 0;  ///< The numbers of areas; that of areas in all is elsewhere.
        std::uint32_t to = 0;
        std::uint32_t group = 0;  ///< Its place in the order of groups.
        std::uint32_t via = via_all;

        friend auto operator<=>(const Place&, const Place&) = default;
    };
    Place place;
    Sum sum = {};
    double inside_m = 0;  ///< How much of the routes of all rows lies in the area `via`.
};

/// Each place once, in order.
std::vector<MatrixCell> merged(std::vector<MatrixCell> cells);

}  // namespace tamga::store
