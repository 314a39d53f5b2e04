// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/journey_options.hpp"

namespace tamga::cli {

void add_journey_options(Options& options, JourneySettings& settings) {
    options.option({"--origin", "COLUMNS",
                    "Where journeys start: two columns as in from_lat,from_lon (their names tell "
                    "which is which), or one of LAT,LON or of locations (the line's start)."},
                   settings.origin);
    options.option({"--destination", "COLUMNS", "Where they end, likewise (the line's end)."},
                   settings.destination);
    options.option({"--origin-name", "COLUMN", "What the origin is called."}, settings.origin_name);
    options.option({"--destination-name", "COLUMN", "What the destination is called."},
                   settings.destination_name);
    options.option({"--weight", "COLUMN", "How many went (1 a row)."}, settings.weight);
    options.option({"--time", "COLUMN", "When: a year, a month, any label of a period."},
                   settings.time);
    options.option({"--category", "COLUMN", "Of what kind."}, settings.category);
    options.option({"--locations", "FILE",
                    "Table of id, name, lat, lon in which origins and destinations are found."},
                   settings.locations);
}

bool any_given(const JourneySettings& settings) {
    return !settings.origin.empty() || !settings.destination.empty() || settings.origin_name ||
           settings.destination_name || settings.weight || settings.time || settings.category ||
           settings.locations;
}

route::JourneyColumns journey_columns(const JourneySettings& settings) {
    return {.origin = route::split_columns(settings.origin),
            .destination = route::split_columns(settings.destination),
            .origin_name = settings.origin_name,
            .destination_name = settings.destination_name,
            .weight = settings.weight,
            .time = settings.time,
            .category = settings.category};
}

route::Locations locations(const JourneySettings& settings) {
    return settings.locations ? route::read_locations(*settings.locations) : route::Locations{};
}

}  // namespace tamga::cli
