// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/rings.hpp"

#include <vector>

namespace tamga::tile {

/// Orders rings as a tile wants them: each exterior ring followed by the holes in it. A hole that
/// lies in no exterior ring is dropped. Requires that rings touch in single points at most.
void put_holes_behind_shells(std::vector<Ring>& rings);

}  // namespace tamga::tile
