// SPDX-License-Identifier: MIT
#pragma once

#include "engine/style/map.hpp"
#include "tools/tamga/cli/given.hpp"
#include "tools/tamga/cli/options.hpp"

#include <string>
#include <vector>

namespace tamga::cli {

/// Which columns of a table of journeys say what, on the command line of `bake` and of `ingest`.
struct JourneySettings {
    std::string origin;       ///< One column, or two with a comma between.
    std::string destination;  ///< Likewise.
    std::string kind;         ///< "flow", "stock", or nothing.
    style::RouteColumns others;
    std::string resolved;  ///< Where to write how names were read; not for a MAP.toml's columns.
};

/// --origin, --destination, --weight and the rest.
void add_journey_options(Options& options, JourneySettings& settings);

/// All of them but --resolved, which goes with a MAP.toml, too.
std::vector<Given> journey_options(const JourneySettings& settings);

/// What they say.
style::RouteColumns route_columns(const JourneySettings& settings);

}  // namespace tamga::cli
