// SPDX-License-Identifier: MIT
//
// How well flows are laid out, by the rules of Jenny et al., "Design principles for
// origin-destination flow maps", Cartography and Geographic Information Science 45(1), 2018. The
// formulas are ours.
#pragma once

#include "tests/unit/bake/drawn_lines.hpp"

namespace tamga::bench {

using tests::Drawing;
using tests::DrawnLine;
using tests::Pixel;

/// All lengths are pixels. A line is as wide as its weight, 8 for the heaviest and 1 at least; a
/// place is a circle with a radius of 4.
struct Layout {
    std::size_t flows = 0;
    double crossings = 0;         ///< Of two lines, by flow; not where they share a place.
    double overlap = 0;           ///< Share of the lines' areas that lies on other lines.
    double foreign_nodes = 0;     ///< Places within 5 of a line that does not end there, by flow.
    double acute_crossings = 0;   ///< Share of crossings below 30 degrees.
    double sharp_bends = 0;       ///< Share of lines that turn by more than 30 degrees within 10.
    double asymmetry = 0;         ///< How far from its middle the chord's farthest point is, mean.
    double length_curvature = 0;  ///< Spearman's rank correlation of length and bend / length.
    double crowding = 0;        ///< Variance of the angles between lines at a place, normed; mean.
    double hidden_returns = 0;  ///< Share of pairs whose two ways lie less than 1 apart half-way,
    double hidden_length = 0;   ///< and the share of their length; both as line-offset moves them.
};

/// Judges the `most` heaviest lines.
Layout measure(const Drawing& drawing, std::size_t most);

}  // namespace tamga::bench
