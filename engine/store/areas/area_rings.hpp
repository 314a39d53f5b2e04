// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/features.hpp"

#include <optional>
#include <string>

namespace tamga::store {

/// What there is to say of the polygons of an area.
struct OutlineCheck {
    /// A ring has an edge over the antimeridian (from 179 to -179) that is not cut there.
    bool steps_over = false;
    std::optional<std::string> fault;  ///< Why it is not valid: "self-intersection at 3 5".
};

/// Looks at rings in one piece: one that steps over the antimeridian goes on past it (from 179 to
/// 181), and is closed at a pole if it goes round the Earth. An edge of more than 180 degrees is
/// such a step, unless it runs along a pole or is a side of a box (four corners, along parallels and
/// meridians).
OutlineCheck check_outline(const model::FeatureView& feature);

/// The size of such polygons on the ellipsoid, edges as drawn. Of one that is not valid it is that of
/// what lies within an odd number of its rings.
double size_km2(const model::FeatureView& feature);

}  // namespace tamga::store
