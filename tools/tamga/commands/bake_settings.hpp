// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/options.hpp"
#include "engine/plan/map.hpp"
#include "tools/tamga/cli/common.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tamga::cli {

/// What the options of `tamga bake` are read into.
struct BakeSettings {
    std::vector<std::string> sources;
    std::vector<std::string> named_sources;
    std::vector<std::string> route_sources;
    std::vector<std::string> story_sources;
    std::string layer;
    std::string max_zoom;
    std::optional<int> min_zoom;
    plan::Layer common;    ///< What is said of all layers that take it.
    std::string resolved;  ///< Where to write how names were read.
    std::string name;
    std::string attribution;
    std::string report;
    std::string memory;
    bake::Options bake;
    CommonSettings talk;
};

/// Is the one source a MAP.toml?
bool is_map_file(const BakeSettings& settings);

/// What is to be baked: the MAP.toml, or a map of the sources that the command line names. Throws
/// Error: usage (options that do not go together, or would do nothing), input (a bad MAP.toml).
plan::Map map_of(const BakeSettings& settings);

}  // namespace tamga::cli
