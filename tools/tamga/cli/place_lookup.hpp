// SPDX-License-Identifier: MIT
#pragma once

#include "engine/coordinate/read.hpp"
#include "engine/place/gazetteer.hpp"

namespace tamga::cli {

/// What a reader of coordinates asks about places. Empty without a gazetteer, which must live as
/// long as the answer is used.
coordinate::PlaceLookup place_lookup(const place::Gazetteer* gazetteer);

}  // namespace tamga::cli
