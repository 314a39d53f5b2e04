// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/options.hpp"
#include "engine/plan/map.hpp"

namespace tamga::bake {

/// Refuses what can be refused before any work: numbers outside their ranges, two layers of one
/// name, a layer whose zooms the map does not have.
///
/// Throws Error{Fault::usage}.
void check(const plan::Map& map, const Options& options);

}  // namespace tamga::bake
