// SPDX-License-Identifier: MIT
#pragma once

#include "tests/unit/bake/drawn_lines.hpp"

#include <string>
#include <vector>

namespace tamga::tests {

/// What is found when geodesic lines are held against the true ones.
struct DateLineFindings {
    std::size_t lines = 0;            ///< All that were looked at.
    std::size_t over_it = 0;          ///< Lines whose shorter way is over the date line.
    std::vector<std::string> faults;  ///< Lines that are broken, go the long way, or miss.
};

/// Looks at every line: it is whole from tile to tile, from its one place to its other; it goes the
/// shorter way; and where that is over the date line, both halves end there at the latitude at
/// which the geodesic crosses it, within a pixel.
DateLineFindings look_at_date_line(const Drawing& drawing);

}  // namespace tamga::tests
