// SPDX-License-Identifier: MIT
//
// Inside track: which numbers can be true. What cannot is left out, and never written.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace tamga::track {

/// From the deepest trench to low orbits.
constexpr bool is_altitude(double m) { return m >= -12'000 && m <= 1'000'000; }

/// Not more than a satellite's; many receivers write -1 for "unknown".
constexpr bool is_speed(double mps) { return mps >= 0 && mps <= 12'000; }

/// Clockwise from north; -1 is "unknown" here, too.
constexpr bool is_direction(double deg) { return deg >= 0 && deg <= 360; }

/// The years 1 to 9999, in seconds since 1970.
constexpr bool is_time(double utc_s) { return utc_s >= -62'135'596'800 && utc_s < 253'402'300'800; }

/// Degrees, minutes and seconds, of which the last may be left out, on the side of the globe that
/// is the first sign of `side`: "N" or "S" for the `sides` "NS". Nothing if it is another, or if
/// minutes or seconds are more than 60 (which some write for the next minute's 0).
std::optional<double> angle_of(std::span<const double> parts, std::string_view side,
                               std::string_view sides);

/// "48,53.322N" or "48,53,19.3N", as XMP writes an angle, and nothing else.
std::optional<double> xmp_angle(std::string_view text, std::string_view sides);

}  // namespace tamga::track
