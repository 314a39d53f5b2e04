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

/// A square of the search.
struct Cell {
    UnwrappedPoint centre;
    std::int64_t half = 0;
    double distance = 0;     ///< From the centre to the nearest edge, negative outside.
    double best_inside = 0;  ///< No place in the square is farther than this from an edge.
    std::vector<std::uint32_t> edges;  ///< Those that can be nearest to a place in the square.

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
        UnwrappedPoint low = edges_[0].a;
        UnwrappedPoint high = low;
        for (const Edge& edge : edges_) {
            low = {std::min(low.x, edge.a.x), std::min(low.y, edge.a.y)};
            high = {std::max(high.x, edge.a.x), std::max(high.y, edge.a.y)};
        }
        Cell cell{.half = 1};
        while (2 * cell.half < std::max(high.x - low.x, high.y - low.y)) {
            cell.half *= 2;
        }
        cell.centre = {low.x + (high.x - low.x) / 2, low.y + (high.y - low.y) / 2};
        std::vector<std::uint32_t> all(edges_.size());
        bool inside = false;
        const UnwrappedPoint outside{high.x + 1, cell.centre.y};
        for (std::uint32_t i = 0; i < all.size(); ++i) {
            all[i] = i;
            inside ^= is_crossed(edges_[i], cell.centre, outside);
        }
        measure(cell, all, inside);
        return cell;
    }

    Cell part(const Cell& whole, UnwrappedPoint centre) const {
        Cell cell{.centre = centre, .half = whole.half / 2};
        // Both legs stay in the square, and every edge in there is among its edges.
        const UnwrappedPoint corner{centre.x, whole.centre.y};
        bool inside = whole.inside();
        for (const std::uint32_t i : whole.edges) {
            inside ^= is_crossed(edges_[i], whole.centre, corner);
            inside ^= is_crossed(edges_[i], corner, centre);
        }
        measure(cell, whole.edges, inside);
        return cell;
    }

    void measure(Cell& cell, const std::vector<std::uint32_t>& among, bool inside) const {
        std::vector<double> squared;
        squared.reserve(among.size());
        double nearest = std::numeric_limits<double>::infinity();
        for (const std::uint32_t i : among) {
            squared.push_back(squared_distance(edges_[i], cell.centre));
            nearest = std::min(nearest, squared.back());
        }
        const double away = std::sqrt(nearest);
        const double radius = static_cast<double>(cell.half) * std::numbers::sqrt2;
        const double reach = (away + 2 * radius) * (away + 2 * radius);
        for (std::size_t i = 0; i < among.size(); ++i) {
            if (squared[i] <= reach) {
                cell.edges.push_back(among[i]);
            }
        }
        // Never zero, since its sign says whether the centre is inside.
        cell.distance = std::max(away, std::numeric_limits<double>::min()) * (inside ? 1 : -1);
        cell.best_inside = cell.distance + radius;
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
    std::vector<Waiting> queue_;  ///< A heap: what may hold the best comes first.
    std::uint64_t number_ = 0;
    Pole best_;
};

}  // namespace

Pole pole_of_inaccessibility(std::span<const std::vector<UnwrappedPoint>> rings) {
    return Search{rings}.run();
}

}  // namespace tamga::tile
