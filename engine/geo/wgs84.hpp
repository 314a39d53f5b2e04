// SPDX-License-Identifier: MIT
#pragma once

namespace tamga::geo {

/// The ellipsoid of WGS 84 (NIMA TR8350.2, 3rd edition, table 3.1).
constexpr double wgs84_semi_major_m = 6378137;
constexpr double wgs84_flattening = 1 / 298.257223563;

}  // namespace tamga::geo
