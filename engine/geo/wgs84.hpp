// SPDX-License-Identifier: MIT
#pragma once

namespace tamga::geo {

/// The ellipsoid of WGS 84 (NIMA TR8350.2, 3rd edition, tables 3.1 and 3.3).
inline constexpr double wgs84_semi_major_m = 6378137;
inline constexpr double wgs84_flattening = 1 / 298.257223563;
inline constexpr double wgs84_eccentricity_squared = 6.69437999014e-3;

}  // namespace tamga::geo
