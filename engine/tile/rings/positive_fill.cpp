// SPDX-License-Identifier: MIT
#include "engine/tile/rings/positive_fill.hpp"

#include "engine/base/interrupt.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tamga::tile {
namespace {

/// How a chain belongs to the outline, if rings wind `before` times round what is to the left of
/// its edge from a to b, or above it: 1 from a to b, -1 from b to a, 0 not at all.
int way_along(const CountedEdge& edge, std::int32_t before) {
    const bool vertical = edge.a.x == edge.b.x;
    const std::int32_t after = before + (vertical ? -edge.count : edge.count);
    if ((before > 0) == (after > 0)) {
        return 0;
    }
    // Running to the right has the inside below (after); running down has it to the left (before).
    return (vertical ? before > 0 : after > 0) ? 1 : -1;
}

}  // namespace

void PositiveFill::fill(const GridPaths& rings, std::size_t first, std::size_t last,
                        GridPaths& filled) {
    rings_ = &rings;
    first_ = first;
    last_ = last;
    cut_into_chains(shared_.find(rings, first, last));
    if (chains_.size() == 1 && chains_[0].closed) {
        if (doubled_area(rings[first]) > 0) {
            filled.append(rings[first]);
            filled.end_path(1);
        }
        return;
    }
    unite_equal_edges();
    keep_outline(filled);
    tracer_.trace([&](std::span<const BoundaryTracer::Arc> loop) { append_loop(loop, filled); });
}

void PositiveFill::cut_into_chains(std::span<const char> is_shared) {
    chains_.clear();
    single_edges_.clear();
    for (std::size_t r = first_; r < last_; ++r) {
        const auto size = static_cast<std::uint32_t>((*rings_)[r].size());
        const auto shared = is_shared.first(size);
        is_shared = is_shared.subspan(size);
        const auto first = std::ranges::find(shared, 1);
        if (first == shared.end()) {
            chains_.push_back({.ring = r, .edges = size, .closed = true});
            continue;
        }
        auto begin = static_cast<std::uint32_t>(first - shared.begin());
        const std::uint32_t end = begin + size;
        for (std::uint32_t v = begin + 1; v <= end; ++v) {
            if (shared[v < size ? v : v - size] == 0) {
                continue;
            }
            if (v == begin + 1) {
                single_edges_.push_back(static_cast<std::uint32_t>(chains_.size()));
            }
            chains_.push_back({.ring = r, .begin = begin, .edges = v - begin});
            begin = v;
        }
    }
}

/// Only chains of one edge can run along another: of those one stands for all.
void PositiveFill::unite_equal_edges() {
    const auto ends = [this](std::uint32_t chain) {
        const CountedEdge edge = edge_of(chains_[chain]);
        return std::tuple{edge.a, edge.b, chain};
    };
    std::ranges::sort(single_edges_, {}, ends);
    for (std::size_t i = 0; i < single_edges_.size();) {
        Chain& sum = chains_[single_edges_[i]];
        const CountedEdge own = edge_of(sum);
        std::int32_t count = own.count;
        for (++i; i < single_edges_.size(); ++i) {
            Chain& other = chains_[single_edges_[i]];
            const CountedEdge edge = edge_of(other);
            if (edge.a != own.a || edge.b != own.b) {
                break;
            }
            count += edge.count;
            other.count = 0;
        }
        sum.count = own.count * count;  // Along its own direction; own.count is 1 or -1.
    }
}

GridPoint PositiveFill::vertex(const Chain& chain, std::size_t i) const {
    const auto ring = (*rings_)[chain.ring];
    const std::size_t at = chain.begin + i;
    return ring[at < ring.size() ? at : at - ring.size()];
}

/// The first edge of a chain.
CountedEdge PositiveFill::edge_of(const Chain& chain) const {
    return counted_edge(vertex(chain, 0), vertex(chain, 1), chain.count);
}

void PositiveFill::keep_outline(GridPaths& filled) {
    find_windings();
    tracer_.clear();
    for (std::size_t i = 0; i < chains_.size(); ++i) {
        const Chain& chain = chains_[i];
        if (chain.count == 0) {
            continue;
        }
        const CountedEdge edge = edge_of(chain);
        const int way = way_along(edge, windings_[i]);
        if (way == 0) {
            continue;
        }
        if (chain.closed) {  // Rings run along it once: it is kept as it runs.
            filled.append((*rings_)[chain.ring]);
            filled.end_path(1);
        } else {
            take(chain, (way > 0) != (edge.a == vertex(chain, 0)));
        }
    }
}

/// How often the rings wind round the place beside the first edge of each chain.
void PositiveFill::find_windings() {
    places_.clear();
    for (const Chain& chain : chains_) {
        places_.emplace_back(edge_of(chain));
    }
    windings_.clear();
    if (walk_rings()) {
        for (std::size_t i = 0; i < chains_.size(); ++i) {
            windings_.push_back(walk_.winding(i));
        }
        return;
    }
    sort_edges();
    for (const Chain& chain : chains_) {
        if (constexpr std::size_t some = 1024; windings_.size() % some == 0) {
            base::stop_if_interrupted();
        }
        windings_.push_back(strips_.winding_beside(edge_of(chain)));
    }
}

bool PositiveFill::walk_rings() {
    walk_.assign(places_);
    std::uint32_t chain = 0;
    for (std::size_t r = first_; r < last_; ++r) {
        while (chains_[chain].ring != r) {
            ++chain;
        }
        if (!walk_.walk((*rings_)[r], 0, chain)) {
            return false;
        }
    }
    return true;
}

void PositiveFill::sort_edges() {
    edges_.clear();
    for (std::size_t r = first_; r < last_; ++r) {
        append_edges((*rings_)[r], 0, edges_);
    }
    strips_.assign(edges_);
}

void PositiveFill::take(const Chain& chain, bool reversed) {
    const std::size_t last = chain.edges;
    const auto number = static_cast<std::uint32_t>(&chain - chains_.data());
    BoundaryTracer::Arc arc{vertex(chain, 0), vertex(chain, last),
                            vertex(chain, 1), vertex(chain, last - 1),
                            number,           reversed};
    if (reversed) {
        std::swap(arc.from, arc.to);
        std::swap(arc.second, arc.last_but_one);
    }
    tracer_.add(arc);
}

void PositiveFill::append_loop(std::span<const BoundaryTracer::Arc> loop, GridPaths& filled) const {
    for (const BoundaryTracer::Arc& arc : loop) {
        const Chain& chain = chains_[arc.chain];
        for (std::size_t i = 0; i < chain.edges; ++i) {
            filled.push(vertex(chain, arc.reversed ? chain.edges - i : i));
        }
    }
    filled.end_path(3);
}

}  // namespace tamga::tile
