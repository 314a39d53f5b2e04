// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/journey_options.hpp"

#include "engine/base/error.hpp"

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
    options.option({"--areas", "FILE", "The same from polygons: a point inside each."},
                   settings.areas);
    options.option({"--areas-id", "A", "The attribute by which the areas are named (id, name)."},
                   settings.areas_id);
    options.flag("--matrix", settings.matrix,
                 "The table has a row for each origin, which its first column names, and a column "
                 "for each destination.");
    options.option({"--period", "RULE",
                    "Make periods of the times: year, month, or breaks as in 1990,2000,2010."},
                   settings.period);
}

bool any_given(const JourneySettings& settings) {
    return !settings.origin.empty() || !settings.destination.empty() || settings.origin_name ||
           settings.destination_name || settings.weight || settings.time || settings.category ||
           settings.locations || settings.areas || settings.areas_id || settings.matrix ||
           settings.period;
}

route::JourneyColumns journey_columns(const JourneySettings& settings) {
    return {.origin = route::split_columns(settings.origin),
            .destination = route::split_columns(settings.destination),
            .origin_name = settings.origin_name,
            .destination_name = settings.destination_name,
            .weight = settings.weight,
            .time = settings.time,
            .category = settings.category,
            .period = settings.period.value_or(""),
            .matrix = settings.matrix};
}

route::Locations locations(const JourneySettings& settings) {
    if (settings.locations && settings.areas) {
        throw Error{Fault::usage, "--locations and --areas both say where places are; give one"};
    }
    if (settings.areas_id && !settings.areas) {
        throw Error{Fault::usage, "--areas-id names an attribute of --areas, which is missing"};
    }
    if (settings.areas) {
        return route::read_areas(*settings.areas, settings.areas_id.value_or(""));
    }
    return settings.locations ? route::read_locations(*settings.locations) : route::Locations{};
}

}  // namespace tamga::cli
