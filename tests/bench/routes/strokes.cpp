// SPDX-License-Identifier: MIT
#include "tests/bench/routes/strokes.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace tamga::bench {
namespace {

/// The edge's normal of length 1, to the right of its direction.
Pixel right_of(Pixel a, Pixel b) {
    const double length = distance(a, b);
    return {-(b.y - a.y) / length, (b.x - a.x) / length};
}

/// Moved to the right of its direction as MapLibre's line-offset does it: each vertex along the
/// mitre of its two edges, at most twice as far as a straight line's.
std::vector<Pixel> moved(std::vector<Pixel> line, double by) {
    const auto repeated =
        std::ranges::unique(line, [](Pixel a, Pixel b) { return distance(a, b) < 1e-9; });
    line.erase(repeated.begin(), repeated.end());
    std::vector<Pixel> result;
    for (std::size_t i = 0; i < line.size() && line.size() > 1; ++i) {
        const Pixel before = right_of(line[i == 0 ? 0 : i - 1], line[i == 0 ? 1 : i]);
        const Pixel after = i + 1 < line.size() ? right_of(line[i], line[i + 1]) : before;
        const Pixel sum{before.x + after.x, before.y + after.y};
        const double twice_cosine = std::max(std::hypot(sum.x, sum.y), 1e-9);  // Of half the turn.
        const double mitre = std::min(2 / twice_cosine, 2.0);
        result.push_back({line[i].x + by * mitre * sum.x / twice_cosine,
                          line[i].y + by * mitre * sum.y / twice_cosine});
    }
    return result;
}

}  // namespace

double distance(Pixel a, Pixel b) { return std::hypot(a.x - b.x, a.y - b.y); }

double distance_to(Pixel p, Pixel a, Pixel b) {
    const Pixel d{b.x - a.x, b.y - a.y};
    const double squared = d.x * d.x + d.y * d.y;
    const double t =
        squared > 0 ? std::clamp(((p.x - a.x) * d.x + (p.y - a.y) * d.y) / squared, 0.0, 1.0) : 0;
    return distance(p, {a.x + t * d.x, a.y + t * d.y});
}

double distance_to(Pixel p, const std::vector<Pixel>& line) {
    double least = 1e300;
    for (std::size_t i = 1; i < line.size(); ++i) {
        least = std::min(least, distance_to(p, line[i - 1], line[i]));
    }
    return least;
}

std::vector<Stroke> strokes_of(const Drawing& drawing, std::size_t most) {
    std::vector<Stroke> strokes;
    for (const DrawnLine& line : std::span{drawing.lines}.first(most)) {
        const double width = std::max(1.0, 8 * line.weight / drawing.lines[0].weight);
        strokes.push_back(
            {.from = line.from,
             .to = line.to,
             .width = width,
             .points = line.beside ? moved(line.points, width / 2 + 0.5) : line.points});
    }
    return strokes;
}

}  // namespace tamga::bench
