// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/options.hpp"
#include "engine/style/map.hpp"
#include "tools/tamga/cli/common.hpp"
#include "tools/tamga/cli/journey_options.hpp"

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
    std::string keep;
    style::Layer common;
    JourneySettings journeys;
    bool bundle = false;
    std::optional<int> max_tile_flows;
    std::optional<int> max_zoom_flows;
    std::string levels;
    std::string breaks;
    std::string curve;
    std::string time_as;
    std::vector<std::string> include;
    std::vector<std::string> types;
    std::string where;
    std::vector<std::string> joins;
    std::vector<std::string> attributes_at;
    std::string order_by;
    std::string order_descending_by;
    std::vector<std::string> accumulate;
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
style::Map map_of(const BakeSettings& settings);

}  // namespace tamga::cli
