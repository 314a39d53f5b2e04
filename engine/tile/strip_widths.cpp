// SPDX-License-Identifier: MIT
#include "engine/tile/strip_widths.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tamga::tile {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

struct Offset {
    double x = 0;
    double y = 0;

    double length() const { return std::hypot(x, y); }
};

Offset from(WorldPoint origin, WorldPoint point) {
    return {static_cast<double>(point.x) - static_cast<double>(origin.x),
            static_cast<double>(point.y) - static_cast<double>(origin.y)};
}

/// How far `point` is from the edge; never if it lies more beside the begin of the strip than
/// along it.
double across(WorldPoint point, WorldPoint a, WorldPoint b, WorldPoint begin) {
    const Offset edge = from(a, b);
    const Offset to = from(a, point);
    const double squared = edge.x * edge.x + edge.y * edge.y;
    const double along =
        squared > 0 ? std::clamp((to.x * edge.x + to.y * edge.y) / squared, 0.0, 1.0) : 0.0;
    const double distance = Offset{to.x - along * edge.x, to.y - along * edge.y}.length();
    const Offset start = from(begin, a);
    const Offset foot{start.x + along * edge.x, start.y + along * edge.y};
    if (foot.length() < distance) {
        return never;
    }
    return distance;
}

/// One side, and how far along it we are.
struct Walker {
    std::span<const WorldPoint> side;
    std::vector<double>& widths;
    std::size_t at = 0;

    bool arrived() const { return at + 1 == side.size(); }

    /// How far the next vertex is from the edge that the other one is at.
    double ahead(const Walker& other) const {
        if (arrived()) {
            return never;
        }
        const WorldPoint b = other.side[other.arrived() ? other.at : other.at + 1];
        return across(side[at + 1], other.side[other.at], b, side[0]);
    }
};

}  // namespace

StripWidths widths_from_begin(std::span<const WorldPoint> one, std::span<const WorldPoint> other,
                              double widest) {
    StripWidths result{std::vector<double>(one.size(), never),
                       std::vector<double>(other.size(), never)};
    Walker left{one, result.one};
    Walker right{other, result.other};
    left.widths[0] = right.widths[0] = 0;
    double width = 0;
    while (!left.arrived() || !right.arrived()) {
        const double by_left = left.ahead(right);
        const double by_right = right.ahead(left);
        width = std::max(width, std::min(by_left, by_right));
        if (width >= widest) {
            break;
        }
        Walker& next = by_left <= by_right ? left : right;
        next.widths[++next.at] = width;
    }
    return result;
}

}  // namespace tamga::tile
