// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/files/spilled_memory.hpp"
#include "engine/plan/option.hpp"
#include "engine/tile/grid.hpp"

#include <cstdint>
#include <functional>
#include <span>
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

using MemoryLimits = base::SpilledMemory::Limits;

/// How a map is baked; what is baked is the plan::Map.
struct Options {
    std::string output;
    bool force = false;
    bool strict = false;  ///< A bad record fails the bake.
    int threads = 0;      ///< 0: one for each core.
    MemoryLimits memory = {};
    tile::GridSpec grid = {};
    /// How far a drawn line may be from the true one, in grid units of 4096.
    double simplify_px = 1;
    /// How narrow gaps between polygons are drawn closed, in grid units of 4096; see tile::GapRule.
    double close_gaps_px = 8;
    int compression = 1;  ///< Of tiles, by base::Compressor: 1 (fast) to 12 (small).
    Budget budget = {};
    Progress progress = {};
};

template <class O>
inline constexpr plan::Option<O> option_rows[] = {
    {.section = plan::Section::budget,
     .flag = "--max-tile-bytes",
     .value = "N",
     .help = "Budget of a tile, compressed; 0: none ({}).",
     .member = plan::member<O, plan::Count, &O::budget, &Budget::tile_bytes>()},
    {.section = plan::Section::budget,
     .flag = "--max-tile-features",
     .value = "N",
     .help = "Features a tile may have; 0: any ({}).",
     .member = plan::member<O, plan::Count, &O::budget, &Budget::tile_features>()},
    {.section = plan::Section::budget,
     .flag = "--compression",
     .value = "N",
     .help = "From 1 (fast) to 12 (tiles 5 to 9 % smaller, ten times the time) ({}).",
     .range = {1, 12},
     .member = plan::member<O, plan::Whole, &O::compression>()},
    {.section = plan::Section::grid,
     .flag = "--extent",
     .value = "N",
     .help = "Grid units along a tile's side ({}).",
     .range = {256, 65536},
     .member = plan::member<O, plan::Whole, &O::grid, &tile::GridSpec::extent>()},
    {.section = plan::Section::grid,
     .flag = "--buffer",
     .value = "PX",
     .help = "Grid units drawn around a tile ({}).",
     .range = {.least = 0},
     .member = plan::member<O, plan::Whole, &O::grid, &tile::GridSpec::buffer>()},
    {.section = plan::Section::grid,
     .flag = "--simplify",
     .value = "PX",
     .help = "How far a line may be drawn from the true one, in units of 4096 ({}).",
     .range = {.least = 0},
     .member = plan::member<O, plan::Number, &O::simplify_px>()},
    {.section = plan::Section::grid,
     .flag = "--close-gaps",
     .value = "PX",
     .help = "Draw polygons as neighbours where the gap between them, or what both claim, is "
             "narrower than this, in units of 4096, as between the banks of a border river; not at "
             "the deepest zoom; 0: never ({}).",
     .range = {0, 64},
     .member = plan::member<O, plan::Number, &O::close_gaps_px>()},
    {.section = plan::Section::run,
     .flag = "--threads",
     .value = "N",
     .help = "Threads (one for each core).",
     .range = {.least = 0},
     .member = plan::member<O, plan::Whole, &O::threads>()},
    {.section = plan::Section::run,
     .flag = "--memory",
     .value = "SIZE",
     .help = "What the process may hold, as 512M or 2G; more goes to temporary files (half of the "
             "machine's).",
     .member = plan::member<O, plan::Size, &O::memory, &MemoryLimits::resident_bytes>()},
    {.section = plan::Section::run,
     .flag = "--temporary",
     .value = "DIR",
     .help = "Where temporary files go (TMPDIR, else /tmp).",
     .member = plan::member<O, plan::Text, &O::memory, &MemoryLimits::folder>()},
    {.section = plan::Section::run,
     .flag = "--strict",
     .help = "A bad record is an error.",
     .member = plan::member<O, plan::Flag, &O::strict>()},
};

/// All that can be said of how a map is baked.
std::span<const plan::Option<Options>> options();

}  // namespace tamga::bake
