// SPDX-License-Identifier: MIT
#pragma once

#include "engine/route/journey.hpp"
#include "tools/tamga/cli/options.hpp"

#include <optional>
#include <string>

namespace tamga::cli {

/// Which columns of a table of journeys say what, on the command line.
struct JourneySettings {
    std::string origin;
    std::string destination;
    std::optional<std::string> origin_name;
    std::optional<std::string> destination_name;
    std::optional<std::string> weight;
    std::optional<std::string> time;
    std::optional<std::string> category;
    std::optional<std::string> locations;
    std::optional<std::string> areas;
    std::optional<std::string> areas_id;
    std::optional<std::string> period;
    bool matrix = false;
};

/// --origin, --destination, --weight and the rest.
void add_journey_options(Options& options, JourneySettings& settings);

/// True if any of them was given.
bool any_given(const JourneySettings& settings);

route::JourneyColumns journey_columns(const JourneySettings& settings);

/// Reads the table of locations or the areas, if there are any. Throws Error{Fault::usage} if both
/// are given.
route::Locations locations(const JourneySettings& settings);

}  // namespace tamga::cli
