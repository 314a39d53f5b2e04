// SPDX-License-Identifier: MIT
//
// Which numbers can be true. What cannot is left out, and never written.
#pragma once

namespace tamga::track {

/// From the deepest trench to low orbits.
constexpr bool is_altitude(double m) { return m >= -12'000 && m <= 1'000'000; }

/// Not more than a satellite's; many receivers write -1 for "unknown".
constexpr bool is_speed(double mps) { return mps >= 0 && mps <= 12'000; }

/// Clockwise from north; -1 is "unknown" here, too.
constexpr bool is_direction(double deg) { return deg >= 0 && deg <= 360; }

/// The years 1 to 9999, in seconds since 1970.
constexpr bool is_time(double utc_s) { return utc_s >= -62'135'596'800 && utc_s < 253'402'300'800; }

}  // namespace tamga::track
