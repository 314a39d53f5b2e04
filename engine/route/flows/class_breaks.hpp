// SPDX-License-Identifier: MIT
#pragma once

#include "engine/route/table/weight.hpp"

#include <vector>

namespace tamga::route {

/// Where a map legend may begin a new class of lines: rising values of one digit, 1, 2 or 5 times a
/// power of ten, near which half, four fifths, 95 and 99 percent of the weights are below. At most
/// four; fewer if they coincide. The order of `weights` does not matter.
std::vector<Weight> class_breaks(std::vector<Weight> weights);

}  // namespace tamga::route
