// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/option.hpp"
#include "engine/plan/with_default.hpp"

namespace tamga::plan {

/// What becomes of the lines and polygons of a layer.
struct Shapes {
    /// Lines, rings, and features whose box is smaller are left out.
    WithDefault<double> min_size_px{0};
    bool merge_lines = false;   ///< Where two of them meet and agree.
    bool label_points = false;  ///< A layer NAME_labels with one point for each polygon.
};

template <class L>
inline constexpr Option<L> shape_rows[] = {
    {.section = Section::shapes,
     .key = "min_size",
     .flag = "--min-size",
     .value = "PX",
     .help = "Leave out lines, rings and holes whose box is smaller, and features that have no "
             "larger one ({}).",
     .example = "2",
     .page = "lines, rings and holes whose box is smaller, in grid units of 4096, are left out",
     .range = {.least = 0},
     .member = member<L, Number, &Shapes::min_size_px>()},
    {.section = Section::shapes,
     .key = "merge_lines",
     .flag = "--merge-lines",
     .help = "Make one line of two that meet and have the same attributes.",
     .kinds = with_lines,
     .member = member<L, Flag, &Shapes::merge_lines>()},
    {.section = Section::shapes,
     .key = "label_points",
     .flag = "--label-points",
     .help = "Add a layer NAME_labels: one point in each polygon, where it is widest.",
     .kinds = with_polygons,
     .member = member<L, Flag, &Shapes::label_points>()},
};

}  // namespace tamga::plan
