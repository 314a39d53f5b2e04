// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/mercator.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace tamga::route {

/// A flow that is to be a curve: the numbers of its places.
struct CurveEnds {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
};

/// The curvature of each flow's curve (see bezier_path()). Requires the heaviest flow first.
///
/// Long curves are bent more than short ones (Jenny et al. 2018). Each of the heaviest departs from
/// that as little as possible, by a larger or smaller curvature or by the other side, so that it
/// avoids places at which it does not end and leaves its own places in a direction of its own. A
/// flow and its opposite have the same curvature, so that they lie on different sides.
///
/// `places` lie in the Mercator square, in which `pixel` is one pixel.
std::vector<double> choose_curvatures(std::span<const geo::MercatorPoint> places,
                                      std::span<const CurveEnds> flows, double pixel);

}  // namespace tamga::route
