// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/layers.hpp"

namespace tamga::bake {

/// Puts a layer's features in the order of an attribute, if the plan wants one: what comes later is
/// drawn over what comes before. Features without the attribute come first, then numbers, then
/// texts; numbers and texts the other way round if the order is descending. What is equal stays in
/// the order it was in. To be called after vertices were ranked, which goes by chunks.
void order_features(RankedLayer& layer);

/// Fills FeatureTable::wanted_zooms if the layer's `where` asks for the zoom. To be called when
/// rows are in their last order.
void find_wanted_zooms(FeatureTable& table);

}  // namespace tamga::bake
