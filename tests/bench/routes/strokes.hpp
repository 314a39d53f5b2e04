// SPDX-License-Identifier: MIT
#pragma once

#include "tests/unit/bake/drawn_lines.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tamga::bench {

using tests::Drawing;
using tests::DrawnLine;
using tests::Pixel;

/// A place is a circle of this size.
inline constexpr double place_radius = 4;

/// A line as it is seen: with its width, beside its axis if it is to be.
struct Stroke {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    double width = 1;
    std::vector<Pixel> points;

    bool ends_at(std::uint64_t place) const { return from == place || to == place; }
};

/// The `most` heaviest lines of a drawing, the heaviest 8 wide.
std::vector<Stroke> strokes_of(const Drawing& drawing, std::size_t most);

double distance(Pixel a, Pixel b);
/// From a point to an edge, and to a line.
double distance_to(Pixel p, Pixel a, Pixel b);
double distance_to(Pixel p, const std::vector<Pixel>& line);

}  // namespace tamga::bench
