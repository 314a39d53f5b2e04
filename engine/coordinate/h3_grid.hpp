// SPDX-License-Identifier: MIT
//
// Inside coordinate: what has to be known of the H3 grid to find the middle of a cell.
#pragma once

#include "engine/geo/lonlat.hpp"

#include <array>
#include <cstdint>
#include <span>

namespace tamga::coordinate::h3 {

/// The corners of the icosahedron, which are the middles of the twelve pentagons.
std::span<const geo::LonLat> corners();

/// A face by its corners, counter-clockwise from outside. The i axis of its plane points to the
/// first, the j axis to the second.
std::span<const std::array<std::uint8_t, 3>> faces();

/// A cell of resolution 0: its face, and its place there in steps along the axes i and j.
struct BaseCell {
    std::uint8_t face = 0;
    std::int8_t i = 0;
    std::int8_t j = 0;
};

/// By their numbers, 0 to 121.
std::span<const BaseCell> base_cells();

}  // namespace tamga::coordinate::h3
