// SPDX-License-Identifier: MIT
#include "engine/tile/rings/boundary_tracer.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace tamga::tile {
namespace {

constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

GridPoint direction(GridPoint from, GridPoint to) { return {to.x - from.x, to.y - from.y}; }

/// Compares directions by angle, clockwise on the map from `base`.
bool turns_less(GridPoint base, GridPoint d, GridPoint e) {
    const auto half = [&](GridPoint v) {
        const std::int64_t turn = std::int64_t{base.x} * v.y - std::int64_t{base.y} * v.x;
        const std::int64_t ahead = std::int64_t{base.x} * v.x + std::int64_t{base.y} * v.y;
        return turn > 0 || (turn == 0 && ahead > 0) ? 0 : 1;
    };
    if (half(d) != half(e)) {
        return half(d) < half(e);
    }
    return std::int64_t{d.x} * e.y - std::int64_t{d.y} * e.x > 0;
}

}  // namespace

void BoundaryTracer::trace(const std::function<void(std::span<const Arc>)>& take) {
    std::ranges::sort(arcs_, {}, [](const Arc& arc) { return std::pair{arc.from, arc.second}; });
    number_nodes();
    for (std::size_t i = 0; i < arcs_.size(); ++i) {
        if (is_used_[i] == 0) {
            walk(i, take);
        }
    }
}

void BoundaryTracer::number_nodes() {
    nodes_.clear();
    for (std::uint32_t i = 0; i < arcs_.size(); ++i) {
        const bool is_first = i == 0 || arcs_[i].from != arcs_[i - 1].from;
        nodes_.push_back(is_first ? i : nodes_.back());
    }
    places_.assign(arcs_.size(), nowhere);
    is_used_.assign(arcs_.size(), 0);
}

/// The arc that goes on from `arc` round the same wedge of the inside: the one that turns most to
/// the right.
std::size_t BoundaryTracer::next(std::size_t arc) const {
    const GridPoint at = arcs_[arc].to;
    const GridPoint back = direction(at, arcs_[arc].last_but_one);
    const auto first = std::ranges::lower_bound(arcs_, at, {}, &Arc::from);
    auto best = arcs_.end();
    GridPoint best_direction;
    for (auto e = first; e != arcs_.end() && e->from == at; ++e) {
        const GridPoint ahead = direction(at, e->second);
        // Counter-clockwise from where we came from is through the inside.
        if (is_used_[static_cast<std::size_t>(e - arcs_.begin())] == 0 &&
            (best == arcs_.end() || turns_less(back, best_direction, ahead))) {
            best = e;
            best_direction = ahead;
        }
    }
    return static_cast<std::size_t>(best - arcs_.begin());
}

/// Walks until there is no way on; each time a node is met again, the loop since then is a ring.
void BoundaryTracer::walk(std::size_t arc, const std::function<void(std::span<const Arc>)>& take) {
    walk_.clear();
    walk_nodes_.clear();
    const auto take_loop = [&](std::size_t begin) {
        take(std::span{walk_}.subspan(begin));
        for (std::size_t i = begin; i < walk_.size(); ++i) {
            places_[walk_nodes_[i]] = nowhere;
        }
        walk_.resize(begin);
        walk_nodes_.resize(begin);
    };
    while (arc < arcs_.size()) {
        is_used_[arc] = 1;
        const std::uint32_t node = nodes_[arc];
        if (places_[node] != nowhere) {
            take_loop(places_[node]);
        }
        places_[node] = static_cast<std::uint32_t>(walk_.size());
        walk_.push_back(arcs_[arc]);
        walk_nodes_.push_back(node);
        arc = next(arc);
    }
    take_loop(0);
}

}  // namespace tamga::tile
