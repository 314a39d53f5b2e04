// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/journey_options.hpp"

#include "engine/route/journey.hpp"

namespace tamga::cli {

void add_journey_options(Options& options, JourneySettings& settings) {
    style::RouteColumns& columns = settings.others;
    options.option({"--origin", "COLUMNS",
                    "Where journeys start: two columns as in from_lat,from_lon (their names tell "
                    "which is which), or one of LAT,LON or of places (the line's start)."},
                   settings.origin);
    options.option({"--destination", "COLUMNS", "Where they end, likewise (the line's end)."},
                   settings.destination);
    options.option({"--origin-name", "COLUMN", "What an origin given by coordinates is called."},
                   columns.origin_name);
    options.option({"--destination-name", "COLUMN", "The same for a destination."},
                   columns.destination_name);
    options.option({"--weight", "COLUMN", "How many a row stands for (1)."}, columns.weight);
    options.option({"--time", "COLUMN", "When: a year, a month, any label of a period."},
                   columns.time);
    options.option({"--category", "COLUMN", "The category of a row."}, columns.category);
    options.option({"--locations", "FILE",
                    "Places that the columns name: id, code, iso, iata or name, and lat, lon."},
                   columns.locations);
    options.option({"--areas", "FILE", "The same from polygons: a point inside each."},
                   columns.areas);
    options.option({"--areas-id", "A", "The attribute by which the areas are named (id, name)."},
                   columns.areas_id);
    options.option({"--places", "WHAT",
                    "What names of places are: codes:iso2, codes:iso3, codes:m49 or codes:unhcr, "
                    "countries, towns, or any (guessed from all of them, and said)."},
                   columns.places);
    options.choice(
        {"--kind", "KIND",
         "What weights are: of a flow periods add up; of a stock (people who live "
         "somewhere, year by year) they never do, and the latest stands where one number "
         "is wanted (flow, unless the weights' column or the file says stock)."},
        settings.kind, {"flow", "stock"});
    options.option({"--resolved", "FILE",
                    "Write how each name of a place was read: value, role, rows, weight, reading, "
                    "id, name, lat, lon, reason, layer."},
                   settings.resolved);
    options.flag("--matrix", columns.matrix,
                 "The table has a row for each origin, which its first column names, and a column "
                 "for each destination.");
    options.option({"--period", "RULE",
                    "Make periods of the times: year, month, or breaks as in 1990,2000,2010."},
                   columns.period);
}

std::vector<Given> journey_options(const JourneySettings& settings) {
    const style::RouteColumns& columns = settings.others;
    return {{"--origin", !settings.origin.empty()},
            {"--destination", !settings.destination.empty()},
            {"--origin-name", !columns.origin_name.empty()},
            {"--destination-name", !columns.destination_name.empty()},
            {"--weight", !columns.weight.empty()},
            {"--time", !columns.time.empty()},
            {"--category", !columns.category.empty()},
            {"--locations", !columns.locations.empty()},
            {"--areas", !columns.areas.empty()},
            {"--areas-id", !columns.areas_id.empty()},
            {"--period", !columns.period.empty()},
            {"--places", !columns.places.empty()},
            {"--kind", !settings.kind.empty()},
            {"--matrix", columns.matrix}};
}

style::RouteColumns route_columns(const JourneySettings& settings) {
    style::RouteColumns columns = settings.others;
    columns.origin = route::split_columns(settings.origin);
    columns.destination = route::split_columns(settings.destination);
    if (!settings.kind.empty()) {
        columns.measure = route::measure_named(settings.kind);
    }
    return columns;
}

}  // namespace tamga::cli
