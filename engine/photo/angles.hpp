// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace tamga::photo {

// Angles as Exif and XMP write them.

/// Degrees, minutes and seconds, of which the last may be left out, on the side of the globe that
/// is the first sign of `side`: "N" or "S" for the `sides` "NS". Nothing if it is another, or if
/// minutes or seconds are more than 60 (which some write for the next minute's 0).
std::optional<double> angle_of(std::span<const double> parts, std::string_view side,
                               std::string_view sides);

/// "48,53.322N" or "48,53,19.3N", as XMP writes an angle, and nothing else.
std::optional<double> xmp_angle(std::string_view text, std::string_view sides);

}  // namespace tamga::photo
