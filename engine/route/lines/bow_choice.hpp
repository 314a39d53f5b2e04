// SPDX-License-Identifier: MIT
#pragma once

#include "engine/route/flows/map_point.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace tamga::route {

/// A flow that is to be a curve: the numbers of its places.
struct CurveEnds {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
};

/// How far each flow is to bow (see bezier_path()), the heaviest flow first.
///
/// Long curves bow more than short ones (Jenny et al. 2018). From that each of the heaviest takes
/// the least departure, by more or less bow or to the other side, with which it keeps away from
/// places at which it does not end and leaves its own places in a direction of its own. A flow and
/// the one back have one bow, so that they lie on two sides.
///
/// `places` lie in the Mercator square, in which `pixel` is one pixel.
std::vector<double> choose_bows(std::span<const MapPoint> places, std::span<const CurveEnds> flows,
                                double pixel);

}  // namespace tamga::route
