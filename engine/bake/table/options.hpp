// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/files/spilled_memory.hpp"
#include "engine/plan/map.hpp"
#include "engine/tile/grid.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace tamga::bake {

/// How far a tile may grow before features are left out. 0: no limit.
struct Budget {
    std::uint64_t tile_bytes = 500000;  ///< Compressed.
    std::uint64_t tile_features = 200000;
};

/// Called as work goes on: the step's name, how much of it is done, and of how much (0: unknown).
using Progress =
    std::function<void(std::string_view step, std::uint64_t done, std::uint64_t total)>;

/// How a map is baked; what is baked is the plan::Map.
struct Options {
    std::string output;
    bool force = false;
    bool strict = false;  ///< A bad record fails the bake.
    int threads = 0;      ///< 0: one for each core.
    base::SpilledMemory::Limits memory = {};
    tile::GridSpec grid = {};
    double simplify_px =
        1;  ///< How far a drawn line may be from the true one, in grid units of 4096.
    /// How narrow gaps between polygons are drawn closed, in grid units of 4096; see tile::GapRule.
    double close_gaps_px = 8;
    int compression = 1;  ///< Of tiles, by base::Compressor: 1 (fast) to 12 (small).
    Budget budget = {};
    Progress progress = {};
};

}  // namespace tamga::bake
