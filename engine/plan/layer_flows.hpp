// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/option.hpp"
#include "engine/plan/with_default.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tamga::plan {

/// Which line joins two places.
enum class Curve : std::uint8_t { geodesic, bezier, straight };

template <>
struct Words<Curve> {
    static constexpr std::string_view what = "curve";
    static constexpr Word<Curve> all[] = {
        {"geodesic", Curve::geodesic}, {"bezier", Curve::bezier}, {"straight", Curve::straight}};
};

/// What periods become: attributes of one line, or a line each.
enum class TimeAs : std::uint8_t { attributes, features };

template <>
struct Words<TimeAs> {
    static constexpr std::string_view what = "way to write periods";
    static constexpr Word<TimeAs> all[] = {{"attributes", TimeAs::attributes},
                                           {"features", TimeAs::features}};
};

/// What is made of the journeys of a layer.
struct RouteDrawing {
    WithDefault<std::uint64_t> max_tile_flows{2000};  ///< Lines a tile may have; 0: any number.
    /// Lines that all tiles of a zoom may have, each counted in every tile; 0: any number.
    WithDefault<std::uint64_t> max_zoom_flows{400'000};
    WithDefault<Curve> curve{Curve::geodesic};
    WithDefault<TimeAs> time_as{TimeAs::attributes};
    bool bundle = false;  ///< Join lines along shared corridors; see route::bundle().
    /// Columns of the locations or levels of the gazetteer, the finest first: places in one unit
    /// are one, instead of near ones. "admin1:4" is for zooms from 4 on; without a number a level
    /// is used where its units have room.
    std::vector<std::string> levels = {};
    std::vector<double> breaks = {};  ///< Where classes of counts begin; empty: by what is drawn.
};

template <class L>
inline constexpr Option<L> flow_rows[] = {
    {.section = Section::flows,
     .key = "levels",
     .flag = "--levels",
     .value = "COLS",
     .help = "Instead of near places those of one unit are one: columns of the locations, the "
             "finest first, as in town,admin1:4,country (:N is the zoom it begins at). Without "
             "locations those that the gazetteer knows a place or a position to be in: town, "
             "admin2, admin1 and country.",
     .example = "[\"admin1:4\", \"country\"]",
     .page = "in place of `cluster`: places of one unit are one. Columns of `locations`, or units "
             "the gazetteer knows a place or a position to be in (`town`, `admin2`, `admin1`, "
             "`country`), finest first; `:4` is the zoom it begins at",
     .kinds = routes_or_story,
     .member = member<L, Columns, &L::drawing, &RouteDrawing::levels>()},
    {.section = Section::flows,
     .key = "max_tile_flows",
     .flag = "--max-tile-flows",
     .value = "N",
     .help = "Lines of routes a tile may have, the heaviest first; 0: any ({}).",
     .example = "500",
     .kinds = routes_or_story,
     .member = member<L, Count, &L::drawing, &RouteDrawing::max_tile_flows>()},
    {.section = Section::flows,
     .key = "max_zoom_flows",
     .flag = "--max-zoom-flows",
     .value = "N",
     .help = "The same for all tiles of a zoom, a line counted in each ({}).",
     .example = "100000",
     .kinds = routes_or_story,
     .member = member<L, Count, &L::drawing, &RouteDrawing::max_zoom_flows>()},
    {.section = Section::flows,
     .key = "breaks",
     .flag = "--breaks",
     .value = "N,N...",
     .help = "Where classes of counts begin, for the metadata (round numbers at the 50th, 80th, "
             "95th and 99th percentile).",
     .example = "[1000, 10000]",
     .kinds = routes_or_story,
     .member = member<L, Breaks, &L::drawing, &RouteDrawing::breaks>()},
    {.section = Section::flows,
     .key = "curve",
     .flag = "--curve",
     .value = "KIND",
     .help = "Draw routes geodesic (default), bezier (arcs to the right) or straight.",
     .example = "\"bezier\"",
     .kinds = routes_or_story,
     .member = member<L, OneOf<Curve>, &L::drawing, &RouteDrawing::curve>()},
    {.section = Section::flows,
     .key = "bundle",
     .flag = "--bundle",
     .help = "Join routes along shared corridors; adds a layer NAME_corridors with the count of "
             "each.",
     .kinds = routes_or_story,
     .member = member<L, Flag, &L::drawing, &RouteDrawing::bundle>()},
    {.section = Section::flows,
     .key = "time_as",
     .flag = "--time-as",
     .value = "HOW",
     .help = "Write periods as attributes of one line (default), or as features.",
     .example = "\"features\"",
     .kinds = routes_or_story,
     .member = member<L, OneOf<TimeAs>, &L::drawing, &RouteDrawing::time_as>()},
};

}  // namespace tamga::plan
