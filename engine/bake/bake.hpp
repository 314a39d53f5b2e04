// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/options.hpp"
#include "engine/bake/table/report.hpp"
#include "engine/plan/map.hpp"

namespace tamga::bake {

/// Bakes a map into a tile set: reads every layer's sources, decides which feature is drawn at
/// which zoom, cuts shapes into tiles, and writes the archive. The output appears whole or not at
/// all, and its bytes do not depend on the number of threads.
///
/// Throws Error: usage (the map or the options make no sense), input (a source is bad), system.
Report bake(const plan::Map& map, const Options& options);

}  // namespace tamga::bake
