// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/index/packed_boxes.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tamga::store {

/// A pair of places as it is in a store.
struct PairEnds {
    std::uint32_t pair = 0;
    geo::LonLat from;
    geo::LonLat to;
};

/// The boxes around the pieces of the geodesics of a layer's pairs.
/// Throws Error{Fault::input} if a place is nowhere: another program may have moved it.
std::vector<index::PackedBox> pieces_of(const std::vector<PairEnds>& pairs,
                                        const std::string& layer);

}  // namespace tamga::store
