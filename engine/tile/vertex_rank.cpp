// SPDX-License-Identifier: MIT
#include "engine/tile/vertex_rank.hpp"

#include "engine/base/interrupt.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace tamga::tile {
namespace {

/// The square of the distance from `p` to the segment a-b. Called with a < b, so that a line and
/// its reverse give the same floating-point numbers.
class SegmentDistance {
public:
    SegmentDistance(WorldPoint a, WorldPoint b) {
        if (b < a) {
            std::swap(a, b);
        }
        ax_ = a.x;
        ay_ = a.y;
        dx_ = static_cast<double>(b.x) - ax_;
        dy_ = static_cast<double>(b.y) - ay_;
        const double length_squared = dx_ * dx_ + dy_ * dy_;
        inverse_ = length_squared > 0 ? 1 / length_squared : 0;
    }

    double squared(WorldPoint p) const {
        const double px = static_cast<double>(p.x) - ax_;
        const double py = static_cast<double>(p.y) - ay_;
        const double along = std::clamp((px * dx_ + py * dy_) * inverse_, 0.0, 1.0);
        const double ex = px - along * dx_;
        const double ey = py - along * dy_;
        return ex * ex + ey * ey;
    }

private:
    double ax_ = 0;
    double ay_ = 0;
    double dx_ = 0;
    double dy_ = 0;
    double inverse_ = 0;
};

VertexRank rank_of(double distance_squared, const Tolerance& tolerance) {
    double limit = tolerance.base;
    for (int zoom = 0; zoom <= tolerance.max_zoom; ++zoom, limit /= 2) {
        if (distance_squared > limit * limit) {
            return static_cast<VertexRank>(zoom);
        }
    }
    return rank_never;
}

/// A view of a line that may run round the end of a ring.
class Stretch {
public:
    Stretch(std::span<const WorldPoint> points, std::size_t first)
        : points_{points}, first_{first} {}
    std::size_t index(std::size_t i) const {
        const std::size_t at = first_ + i;
        return at < points_.size() ? at : at - points_.size();
    }
    WorldPoint operator[](std::size_t i) const { return points_[index(i)]; }

private:
    std::span<const WorldPoint> points_;
    std::size_t first_;
};

struct Span {
    std::size_t first;
    std::size_t last;
    double parent_squared;
    std::size_t depth;  ///< In how many spans it lies.
};

/// The inner vertex of a span that is farthest from its chord; of equally far ones the first in the
/// order of x and y, so that the direction does not matter.
std::pair<std::size_t, double> farthest(const Stretch& line, const Span& span) {
    const SegmentDistance distance{line[span.first], line[span.last]};
    std::size_t best = span.first;
    double best_squared = -1;
    for (std::size_t i = span.first + 1; i < span.last; ++i) {
        const double squared = distance.squared(line[i]);
        if (squared > best_squared || (squared == best_squared && line[i] < line[best])) {
            best = i;
            best_squared = squared;
        }
    }
    return {best, best_squared};
}

/// A line that goes to and fro between two sides loses one vertex a time, and every time all that
/// are left are looked at: up to a depth at which so many looks were taken. What is left is drawn
/// where the last one was. The depth of a span is the same in both directions.
constexpr std::size_t most_looks = 200'000'000;
constexpr std::size_t always_depth = 500;

void rank_alike(const Stretch& line, const Span& span, VertexRank rank,
                std::span<VertexRank> ranks) {
    for (std::size_t i = span.first + 1; i < span.last; ++i) {
        ranks[line.index(i)] = rank;
    }
}

/// Ranks the inner vertices of line[0..last].
void rank_stretch(const Stretch& line, std::size_t last, const Tolerance& tolerance,
                  std::span<VertexRank> ranks, std::vector<Span>& todo) {
    for (std::size_t i = 1; i < last; ++i) {
        ranks[line.index(i)] = rank_never;
    }
    todo.assign(1, {0, last, std::numeric_limits<double>::infinity(), 0});
    const std::size_t deepest = std::max(always_depth, most_looks / (last + 1));
    while (!todo.empty()) {
        base::stop_if_interrupted();
        const Span span = todo.back();
        todo.pop_back();
        if (span.last - span.first < 2) {
            continue;
        }
        if (span.depth > deepest) {
            rank_alike(line, span, rank_of(span.parent_squared, tolerance), ranks);
            continue;
        }
        const auto [middle, squared] = farthest(line, span);
        const double nested = std::min(squared, span.parent_squared);
        const VertexRank rank = rank_of(nested, tolerance);
        if (rank == rank_never) {
            continue;  // Nothing inside is ever drawn either: its worth is at most this one's.
        }
        ranks[line.index(middle)] = rank;
        todo.push_back({span.first, middle, nested, span.depth + 1});
        todo.push_back({middle, span.last, nested, span.depth + 1});
    }
}

double squared_between(WorldPoint a, WorldPoint b) {
    const double dx = static_cast<double>(a.x) - static_cast<double>(b.x);
    const double dy = static_cast<double>(a.y) - static_cast<double>(b.y);
    return dx * dx + dy * dy;
}

/// The vertices that stay: those asked for, or two that depend on the ring's shape alone.
std::vector<std::size_t> anchors(std::span<const WorldPoint> ring,
                                 std::span<const std::uint8_t> fixed) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        if (fixed[i] != 0) {
            found.push_back(i);
        }
    }
    if (found.size() >= 2 || ring.empty()) {
        return found;
    }
    const std::size_t first =
        found.empty() ? static_cast<std::size_t>(std::ranges::min_element(ring) - ring.begin())
                      : found[0];
    std::size_t second = first;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const double here = squared_between(ring[first], ring[i]);
        const double best = squared_between(ring[first], ring[second]);
        if (here > best || (here == best && ring[i] < ring[second])) {
            second = i;
        }
    }
    return {std::min(first, second), std::max(first, second)};
}

}  // namespace

void rank_line(std::span<const WorldPoint> line, const Tolerance& tolerance,
               std::span<VertexRank> ranks) {
    if (line.empty()) {
        return;
    }
    std::vector<Span> todo;
    rank_stretch(Stretch{line, 0}, line.size() - 1, tolerance, ranks, todo);
    ranks.front() = rank_always;
    ranks.back() = rank_always;
}

void rank_ring(std::span<const WorldPoint> ring, std::span<const std::uint8_t> fixed,
               const Tolerance& tolerance, std::span<VertexRank> ranks) {
    const std::vector<std::size_t> stops = anchors(ring, fixed);
    std::vector<Span> todo;
    for (std::size_t i = 0; i < stops.size(); ++i) {
        const std::size_t next = stops[(i + 1) % stops.size()];
        const std::size_t length =
            next > stops[i] ? next - stops[i] : next + ring.size() - stops[i];
        rank_stretch(Stretch{ring, stops[i]}, length, tolerance, ranks, todo);
    }
    for (const std::size_t stop : stops) {
        ranks[stop] = rank_always;
    }
}

}  // namespace tamga::tile
