// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/option.hpp"
#include "engine/route/table/journey_columns.hpp"

namespace tamga::plan {

template <>
struct Words<route::Measure> {
    static constexpr std::string_view what = "measure";
    static constexpr Word<route::Measure> all[] = {{"flow", route::Measure::flow},
                                                   {"stock", route::Measure::stock}};
};

// The columns themselves are route::JourneyColumns: only their options stand here.
template <class L>
inline constexpr Option<L> journey_rows[] = {
    {.section = Section::columns,
     .key = "origin",
     .flag = "--origin",
     .value = "COLUMNS",
     .help = "Where journeys start: two columns as in from_lat,from_lon (their names tell which is "
             "which), or one of LAT,LON or of places (as a store and a query's answer have "
             "them; else the line's start).",
     .example = "[\"from_lat\", \"from_lon\"]",
     .kinds = routes_only,
     .member = member<L, Columns, &L::route, &route::JourneyColumns::origin>()},
    {.section = Section::columns,
     .key = "destination",
     .flag = "--destination",
     .value = "COLUMNS",
     .help = "Where they end, likewise (the line's end).",
     .example = "\"to\"",
     .kinds = routes_only,
     .member = member<L, Columns, &L::route, &route::JourneyColumns::destination>()},
    {.section = Section::columns,
     .key = "origin_name",
     .flag = "--origin-name",
     .value = "COLUMN",
     .help = "What an origin given by coordinates is called.",
     .kinds = routes_only,
     .member = member<L, Text, &L::route, &route::JourneyColumns::origin_name>()},
    {.section = Section::columns,
     .key = "destination_name",
     .flag = "--destination-name",
     .value = "COLUMN",
     .help = "The same for a destination.",
     .kinds = routes_only,
     .member = member<L, Text, &L::route, &route::JourneyColumns::destination_name>()},
    {.section = Section::columns,
     .key = "weight",
     .flag = "--weight",
     .value = "COLUMN",
     .help = "How many a row stands for (1).",
     .kinds = routes_only,
     .member = member<L, Text, &L::route, &route::JourneyColumns::weight>()},
    {.section = Section::columns,
     .key = "time",
     .flag = "--time",
     .value = "COLUMN",
     .help = "When: a year, a month, any label of a period.",
     .kinds = routes_only,
     .member = member<L, Text, &L::route, &route::JourneyColumns::time>()},
    {.section = Section::columns,
     .key = "category",
     .flag = "--category",
     .value = "COLUMN",
     .help = "The category of a row.",
     .kinds = routes_only,
     .member = member<L, Text, &L::route, &route::JourneyColumns::category>()},
    {.section = Section::columns,
     .key = "locations",
     .flag = "--locations",
     .value = "FILE",
     .help = "Places that the columns name: id, code, iso, iata or name, and lat, lon.",
     .kinds = routes_only,
     .member = member<L, Path, &L::route, &route::JourneyColumns::locations>()},
    {.section = Section::columns,
     .key = "areas",
     .flag = "--areas",
     .value = "FILE",
     .help = "The same from polygons: a point inside each.",
     .kinds = routes_only,
     .member = member<L, Path, &L::route, &route::JourneyColumns::areas>()},
    {.section = Section::columns,
     .key = "areas_id",
     .flag = "--areas-id",
     .value = "A",
     .help = "The attribute by which the areas are named (id, name).",
     .kinds = routes_only,
     .with = "areas",
     .member = member<L, Text, &L::route, &route::JourneyColumns::areas_id>()},
    {.section = Section::columns,
     .key = "places",
     .flag = "--places",
     .value = "WHAT",
     .help = "What names of places are: codes:iso2, codes:iso3, codes:m49 or codes:unhcr, "
             "countries, towns, or any (guessed from all of them, and said).",
     .example = "\"codes:iso3\"",
     .page = "what names of places are: `codes:iso2`, `codes:iso3`, `codes:m49` or `codes:unhcr` "
             "(codes of countries), `countries`, `towns`, `any`; without it that is guessed from "
             "all of them together, and said",
     .kinds = routes_only,
     .member = member<L, Text, &L::route, &route::JourneyColumns::places>()},
    {.section = Section::columns,
     .key = "measure",
     .flag = "--kind",
     .value = "KIND",
     .help = "What weights are: of a flow periods add up; of a stock (people who live somewhere, "
             "year by year) they never do, and the latest stands where one number is wanted (flow, "
             "unless the weights' column or the file says stock).",
     .example = "\"stock\"",
     .page = "what weights are; those of a `flow` (the default) add up over periods, those of a "
             "`stock` never do: `count`, `in`, `out` are those of the latest period, and lines are "
             "ranked by the largest of any",
     .kinds = routes_only,
     .member = member<L, OneOf<route::Measure>, &L::route, &route::JourneyColumns::measure>()},
    {.section = Section::columns,
     .key = "matrix",
     .flag = "--matrix",
     .help = "The table has a row for each origin, which its first column names, and a column for "
             "each destination.",
     .kinds = routes_only,
     .member = member<L, Flag, &L::route, &route::JourneyColumns::matrix>()},
    {.section = Section::columns,
     .key = "period",
     .flag = "--period",
     .value = "RULE",
     .help = "Make periods of the times: year, month, or breaks as in 1990,2000,2010.",
     .example = "\"year\"",
     .kinds = routes_only,
     .member = member<L, Text, &L::route, &route::JourneyColumns::period>()},
};

}  // namespace tamga::plan
