// SPDX-License-Identifier: MIT
//
// Inside coordinate: one latitude or longitude of one to three numbers, and two of them as a position.
#pragma once

#include "engine/coordinate/tokens.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tamga::coordinate {

struct Hemisphere {
    Axis axis = Axis::unknown;
    bool negative = false;
};

/// Degrees, perhaps minutes, perhaps seconds, with what stood beside them.
struct Angle {
    std::vector<Decimal> parts;
    bool marked = false;  ///< Some part had its sign: ° ' " or a colon.
    std::optional<Hemisphere> hemisphere;
    Axis label = Axis::unknown;

    /// What the hemisphere or the label says.
    Axis axis() const { return hemisphere ? hemisphere->axis : label; }
};

/// Takes apart DDMM.m, DDMMSS.s and, for longitudes, DDDMM.m and DDDMMSS.s, if `angle` is one
/// number of just that width.
Angle unpacked(const Angle& angle, Axis axis);

/// The value in degrees, or what is wrong with it.
std::variant<Component, Refusal> evaluate(const Angle& angle);

/// The position that two angles make; the first is the latitude if neither says.
Outcome pair(const Angle& first, const Angle& second);

}  // namespace tamga::coordinate
