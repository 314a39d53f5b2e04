// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

namespace tamga::store {

/// To the millimetre: what is behind it would only look precise.
inline double rounded_m(double metres) { return std::round(metres * 1000) / 1000; }

/// To 1e-9 degrees, a tenth of a millimetre.
inline double rounded_deg(double degrees) { return std::round(degrees * 1e9) / 1e9; }

}  // namespace tamga::store
