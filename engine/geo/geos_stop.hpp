// SPDX-License-Identifier: MIT
//
// Inside geo: what stops GEOS.
#pragma once

namespace tamga::geo {

/// From now on GEOS looks, while it works, whether the process was asked to stop; its functions then
/// answer that they failed. Called before each use: the first call does it.
void let_geos_be_stopped();

}  // namespace tamga::geo
