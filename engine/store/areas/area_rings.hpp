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
    bool is_unchecked = false;         ///< Nobody has looked whether it is.
};

/// Edges that lie close together make checking slow: of so many needles it takes minutes.
inline constexpr std::size_t most_checked_positions = 50'000;

/// Looks at rings as index::Area reads them: one that steps over the antimeridian goes on past it
/// (from 179 to 181), and one that goes round the Earth is closed at a pole (geo::unwrap_polygon()).
/// Whether an area of more than most_checked_positions is valid is looked at only if that is `sure`.
OutlineCheck check_outline(const model::FeatureView& feature, bool sure);

/// The size of such polygons on the ellipsoid, edges as drawn. Of one that is not valid it is that of
/// what lies within an odd number of its rings.
double size_km2(const model::FeatureView& feature);

}  // namespace tamga::store
