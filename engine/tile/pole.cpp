// SPDX-License-Identifier: MIT
#include "engine/tile/pole.hpp"

#include <algorithm>
#include <cmath>
#include <compare>
#include <cstdint>
#include <limits>
#include <memory>
#include <numbers>
#include <utility>

namespace tamga::tile {
namespace {

/// The largest circle may be this much larger than the one found.
constexpr double precision = 0.01;

struct Edge {
    UnwrappedPoint a;
    UnwrappedPoint b;
};

double squared_distance(const Edge& edge, UnwrappedPoint p) {
    const auto dx = static_cast<double>(edge.b.x - edge.a.x);
    const auto dy = static_cast<double>(edge.b.y - edge.a.y);
    const auto px = static_cast<double>(p.x - edge.a.x);
    const auto py = static_cast<double>(p.y - edge.a.y);
    const double length = dx * dx + dy * dy;
    const double along = length > 0 ? std::clamp((px * dx + py * dy) / length, 0.0, 1.0) : 0;
    const double ex = px - along * dx;
    const double ey = py - along * dy;
    return ex * ex + ey * ey;
}

/// Is `p` to the left of the edge? Exact. A place on the edge's line counts as moved by a little to
/// the right and by much less downwards, so that every place is on one side.
bool is_left(const Edge& edge, UnwrappedPoint p) {
    __extension__ using Wide = __int128;  // Products of 34 bits by 34.
    const std::int64_t dx = edge.b.x - edge.a.x;
    const std::int64_t dy = edge.b.y - edge.a.y;
    const Wide turn = Wide{dx} * (p.y - edge.a.y) - Wide{dy} * (p.x - edge.a.x);
    return turn != 0 ? turn < 0 : dy != 0 ? dy > 0 : dx < 0;
}

/// Does going from `from` to `to`, at one height or one above the other, cross the edge?
bool is_crossed(const Edge& edge, UnwrappedPoint from, UnwrappedPoint to) {
    // Moved as in is_left(), no vertex is at the height of `from`, nor above or below it.
    const bool level = from.y == to.y;
    const bool spans = level ? (edge.a.y > from.y) != (edge.b.y > from.y)
                             : (edge.a.x > from.x) != (edge.b.x > from.x);
    return spans && is_left(edge, from) != is_left(edge, to);
}

/// Edges one after the other, and the box around them, so that most are passed over at once.
struct Run {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    UnwrappedPoint low;
    UnwrappedPoint high;

    void include(const Edge& edge) {
        low = {std::min({low.x, edge.a.x, edge.b.x}), std::min({low.y, edge.a.y, edge.b.y})};
        high = {std::max({high.x, edge.a.x, edge.b.x}), std::max({high.y, edge.a.y, edge.b.y})};
    }
    /// No edge of the run is nearer to `p`.
    double squared_distance(UnwrappedPoint p) const {
        const auto dx = static_cast<double>(p.x - std::clamp(p.x, low.x, high.x));
        const auto dy = static_cast<double>(p.y - std::clamp(p.y, low.y, high.y));
        return dx * dx + dy * dy;
    }
    /// May the way from `from` to `to` cross an edge? Edges end at most where their box does, and
    /// a place counts as moved by less than 1.
    bool meets(UnwrappedPoint from, UnwrappedPoint to) const {
        return low.x <= std::max(from.x, to.x) + 1 && high.x >= std::min(from.x, to.x) &&
               low.y <= std::max(from.y, to.y) + 1 && high.y >= std::min(from.y, to.y);
    }
};

/// A square of the search.
struct Cell {
    UnwrappedPoint centre;
    std::int64_t half = 0;
    double distance = 0;              ///< From the centre to the nearest edge, negative outside.
    double best_inside = 0;           ///< No place in the square is farther than this from an edge.
    std::vector<std::uint32_t> runs;  ///< Those that can be nearest to a place in the square.

    bool inside() const { return distance > 0; }
};

class Search {
public:
    explicit Search(std::span<const std::vector<UnwrappedPoint>> rings) {
        for (const auto& ring : rings) {
            for (std::size_t i = 0; i < ring.size(); ++i) {
                edges_.push_back({ring[i], ring[i + 1 == ring.size() ? 0 : i + 1]});
            }
        }
        constexpr std::size_t run_length = 32;
        for (std::size_t begin = 0; begin < edges_.size(); begin += run_length) {
            const std::size_t end = std::min(begin + run_length, edges_.size());
            Run run{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                    edges_[begin].a, edges_[begin].a};
            for (std::size_t i = begin; i < end; ++i) {
                run.include(edges_[i]);
            }
            runs_.push_back(run);
        }
        best_.at = rings[0][0];
    }

    Pole run() {
        consider(root());
        while (!queue_.empty()) {
            std::ranges::pop_heap(queue_);
            const Cell cell = std::move(queue_.back().cell);
            queue_.pop_back();
            if (cell.best_inside <= best_.distance * (1 + precision) || cell.half < 2) {
                continue;
            }
            for (const int x : {-1, 1}) {
                for (const int y : {-1, 1}) {
                    const std::int64_t half = cell.half / 2;
                    consider(part(cell, {cell.centre.x + x * half, cell.centre.y + y * half}));
                }
            }
        }
        return best_;
    }

private:
    struct Waiting {
        double worth;
        std::uint64_t number;
        Cell cell;
        /// Of equally good ones the first comes first.
        std::strong_ordering operator<=>(const Waiting& other) const {
            return worth != other.worth ? std::strong_order(worth, other.worth)
                                        : other.number <=> number;
        }
        bool operator==(const Waiting& other) const { return number == other.number; }
    };

    Cell root() const {
        Run all{0, 0, edges_[0].a, edges_[0].a};
        std::vector<std::uint32_t> runs(runs_.size());
        for (std::uint32_t i = 0; i < runs.size(); ++i) {
            runs[i] = i;
            all.low = {std::min(all.low.x, runs_[i].low.x), std::min(all.low.y, runs_[i].low.y)};
            all.high = {std::max(all.high.x, runs_[i].high.x),
                        std::max(all.high.y, runs_[i].high.y)};
        }
        Cell cell{.half = 1};
        while (2 * cell.half < std::max(all.high.x - all.low.x, all.high.y - all.low.y)) {
            cell.half *= 2;
        }
        cell.centre = {all.low.x + (all.high.x - all.low.x) / 2,
                       all.low.y + (all.high.y - all.low.y) / 2};
        measure(cell, runs, crosses_odd(runs, cell.centre, {all.high.x + 1, cell.centre.y}));
        return cell;
    }

    Cell part(const Cell& whole, UnwrappedPoint centre) const {
        Cell cell{.centre = centre, .half = whole.half / 2};
        // Both legs stay in the square, and every edge in there is among its runs.
        const UnwrappedPoint corner{centre.x, whole.centre.y};
        const bool crossed = crosses_odd(whole.runs, whole.centre, corner) !=
                             crosses_odd(whole.runs, corner, centre);
        measure(cell, whole.runs, whole.inside() != crossed);
        return cell;
    }

    /// Does the way cross an odd number of edges?
    bool crosses_odd(const std::vector<std::uint32_t>& runs, UnwrappedPoint from,
                     UnwrappedPoint to) const {
        bool odd = false;
        for (const std::uint32_t r : runs) {
            if (!runs_[r].meets(from, to)) {
                continue;
            }
            for (std::uint32_t i = runs_[r].begin; i < runs_[r].end; ++i) {
                odd ^= is_crossed(edges_[i], from, to);
            }
        }
        return odd;
    }

    void measure(Cell& cell, const std::vector<std::uint32_t>& among, bool inside) const {
        std::vector<double> bounds;
        bounds.reserve(among.size());
        for (const std::uint32_t r : among) {
            bounds.push_back(runs_[r].squared_distance(cell.centre));
        }
        const double away = std::sqrt(nearest(cell.centre, among, bounds));
        const double radius = static_cast<double>(cell.half) * std::numbers::sqrt2;
        const double reach = (away + 2 * radius) * (away + 2 * radius);
        for (std::size_t i = 0; i < among.size(); ++i) {
            if (bounds[i] <= reach) {
                cell.runs.push_back(among[i]);
            }
        }
        // Never zero, since its sign says whether the centre is inside.
        cell.distance = std::max(away, std::numeric_limits<double>::min()) * (inside ? 1 : -1);
        cell.best_inside = cell.distance + radius;
    }

    /// The squared distance to the nearest edge of the runs, no one of which is nearer than its
    /// bound. The run of the least bound goes first, so that few of the others are looked into.
    double nearest(UnwrappedPoint p, const std::vector<std::uint32_t>& among,
                   const std::vector<double>& bounds) const {
        double best = std::numeric_limits<double>::infinity();
        const auto look_into = [&](std::size_t i) {
            for (std::uint32_t e = runs_[among[i]].begin; e < runs_[among[i]].end; ++e) {
                best = std::min(best, squared_distance(edges_[e], p));
            }
        };
        look_into(static_cast<std::size_t>(std::ranges::min_element(bounds) - bounds.begin()));
        for (std::size_t i = 0; i < among.size(); ++i) {
            if (bounds[i] < best) {
                look_into(i);
            }
        }
        return best;
    }

    void consider(Cell cell) {
        if (cell.distance > best_.distance) {
            best_ = {cell.centre, cell.distance};
        }
        if (cell.best_inside > best_.distance * (1 + precision)) {
            queue_.push_back({cell.best_inside, number_++, std::move(cell)});
            std::ranges::push_heap(queue_);
        }
    }

    std::vector<Edge> edges_;
    std::vector<Run> runs_;
    std::vector<Waiting> queue_;  ///< A heap: what may hold the best comes first.
    std::uint64_t number_ = 0;
    Pole best_;
};

}  // namespace

Pole pole_of_inaccessibility(std::span<const std::vector<UnwrappedPoint>> rings) {
    return Search{rings}.run();
}

}  // namespace tamga::tile
