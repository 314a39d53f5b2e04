// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/option.hpp"
#include "engine/plan/with_default.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace tamga::plan {

/// What to do where a tile is over its budget.
enum class Keep : std::uint8_t { automatic, all, dense, fraction, largest, heaviest };

template <>
struct Words<Keep> {
    static constexpr std::string_view what = "way to keep features";
    static constexpr Word<Keep> all[] = {{"all", Keep::all},
                                         {"dense", Keep::dense},
                                         {"fraction", Keep::fraction},
                                         {"largest", Keep::largest},
                                         {"heaviest", Keep::heaviest}};
};

/// Which features of a layer stay where there is no room for all.
struct Keeping {
    WithDefault<Keep> keep{Keep::automatic};
    std::string keep_by = {};  ///< For Keep::heaviest: the attribute, largest first.
    /// Which layer loses first where a tile is full: that of the lowest number. None: 1 for lines
    /// and polygons, 0 for points.
    std::optional<int> priority = {};
    std::optional<std::uint64_t> max_tile_bytes = {};  ///< Its own share of a tile; 0, none: any.
};

template <class L>
inline constexpr Option<L> keep_rows[] = {
    {.section = Section::keep,
     .key = "keep",
     .flag = "--keep",
     .value = "HOW",
     .help = "Where a tile is over its budget keep all, dense (an even share), fraction (a fixed "
             "rate a zoom), largest, or heaviest (dense for points, largest for others, heaviest "
             "for routes).",
     .example = "\"dense\"",
     .page = "what stays where a tile is over its budget, or has more points than can be seen: "
             "`all`, `dense` (an even share), `fraction` (a fixed rate a zoom), `largest`, "
             "`heaviest`; of points that have a column which is plainly a size (population, a "
             "count, a rank) its largest, unless this says otherwise",
     .member = member<L, OneOf<Keep>, &Keeping::keep>()},
    {.section = Section::keep,
     .key = "keep_by",
     .flag = "--keep-by",
     .value = "A",
     .help = "Keep the heaviest by this attribute (of points, a column that is plainly a size, "
             "such as population; --keep dense: by none).",
     .member = member<L, Text, &Keeping::keep_by>()},
    {.section = Section::keep,
     .key = "priority",
     .example = "2",
     .page = "which layers lose first where a tile is full: those of the lowest number (1 for "
             "lines and polygons, 0 for points)",
     .member = member<L, Whole, &Keeping::priority>()},
    {.section = Section::keep,
     .key = "max_tile_bytes",
     .example = "100000",
     .page = "the most that this layer takes of a tile, compressed; the budget of the whole tile "
             "is `--max-tile-bytes`",
     .member = member<L, Count, &Keeping::max_tile_bytes>()},
};

}  // namespace tamga::plan
