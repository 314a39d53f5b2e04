// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/options.hpp"
#include "engine/plan/layer_option.hpp"
#include "tools/tamga/cli/common.hpp"

#include <string>
#include <vector>

namespace tamga::cli {

/// What an option of a map was given.
struct Said {
    const plan::MapOption* option;
    std::string word;
};

/// What the options of `tamga bake` are read into.
struct BakeSettings {
    std::vector<std::string> sources;
    std::vector<std::string> named_sources;
    std::vector<std::string> route_sources;
    std::vector<std::string> story_sources;
    std::string layer;
    std::vector<Said> of_map;  ///< A MAP.toml is told the same, and the last word counts.
    plan::Layer common;        ///< What is said of all layers that take it.
    std::string resolved;      ///< Where to write how names were read.
    std::string report;
    bake::Options bake;
    CommonSettings talk;
};

/// Is the one source a MAP.toml?
bool is_map_file(const BakeSettings& settings);

/// What is to be baked: the MAP.toml, or a map of the sources that the command line names. Throws
/// Error: usage (options that do not go together, or would do nothing), input (a bad MAP.toml).
plan::Map map_of(const BakeSettings& settings);

}  // namespace tamga::cli
