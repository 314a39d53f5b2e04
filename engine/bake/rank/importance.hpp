// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/layers.hpp"

namespace tamga::bake {

/// Fills `keep` and `importance`: what goes first where a tile has no room.
///
/// dense and fraction: every second feature along the curve, then every second of the rest, and so
/// on, so that any share of them is spread as all of them are. largest: by area or length.
/// heaviest: by the attribute, or by the weight of a route. Equal ones in drawing order.
void rank_features(RankedLayer& layer);

}  // namespace tamga::bake
