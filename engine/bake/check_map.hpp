// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/options.hpp"
#include "engine/style/map.hpp"

namespace tamga::bake {

/// Refuses what can be refused before any work: numbers outside their ranges, two layers of one
/// name, a layer whose zooms the map does not have.
///
/// Throws Error{Fault::usage}.
void check(const style::Map& map, const Options& options);

}  // namespace tamga::bake
