// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/option.hpp"
#include "engine/plan/with_default.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace tamga::plan {

/// What a cluster's attribute is made of its points'.
enum class Accumulation : std::uint8_t { sum, mean, min, max, count, concat, comma };

template <>
struct Words<Accumulation> {
    static constexpr std::string_view what = "way to accumulate";
    static constexpr Word<Accumulation> all[] = {
        {"sum", Accumulation::sum},     {"mean", Accumulation::mean},
        {"min", Accumulation::min},     {"max", Accumulation::max},
        {"count", Accumulation::count}, {"concat", Accumulation::concat},
        {"comma", Accumulation::comma}};
};

/// How near points become one; see index::ClusterRule. Of the places of routes only the radius
/// counts; without one it is 40, and 0 leaves them apart.
struct Clusters {
    std::optional<double> radius_px = {};  ///< Of 512 along a tile's side; none: points stay apart.
    std::optional<int> max_zoom = {};  ///< The deepest that merges points; none: all but the last.
    WithDefault<int> min_points{2};
    std::map<std::string, Accumulation> accumulate = {};  ///< By attribute.

    bool wanted() const { return radius_px.has_value(); }
};

template <class L>
inline constexpr Option<L> cluster_rows[] = {
    {.section = Section::clusters,
     .key = "cluster",
     .flag = "--cluster",
     .value = "PX",
     .help = "Make one of points that are this near, in pixels of a tile 512 wide; each says how "
             "many it is (point_count). Places of routes are always clustered (40; 0: never).",
     .example = "40",
     .kinds = {Kind::features, Kind::points, Kind::routes},
     .member = member<L, Number, &L::clusters, &Clusters::radius_px>()},
    {.section = Section::clusters,
     .key = "accumulate",
     .flag = "--accumulate",
     .value = "A:HOW",
     .help = "An attribute of a cluster from its points': sum, mean, min, max, count, concat or "
             "comma (concat with commas); may be repeated.",
     .example = "{ people = \"sum\" }",
     .kinds = with_points,
     .with = "cluster",
     .member = member<L, WayOfEach, &L::clusters, &Clusters::accumulate>()},
    {.section = Section::clusters,
     .key = "cluster_max_zoom",
     .flag = "--cluster-max-zoom",
     .value = "N",
     .help = "Deepest zoom with clusters (all but the deepest).",
     .example = "8",
     .kinds = with_points,
     .with = "cluster",
     .range = {0, 24},
     .member = member<L, Whole, &L::clusters, &Clusters::max_zoom>()},
    {.section = Section::clusters,
     .key = "cluster_min_points",
     .flag = "--cluster-min-points",
     .value = "N",
     .help = "Fewer points than this stay apart ({}).",
     .example = "3",
     .kinds = with_points,
     .with = "cluster",
     .range = {.least = 2},
     .member = member<L, Whole, &L::clusters, &Clusters::min_points>()},
};

}  // namespace tamga::plan
