// SPDX-License-Identifier: MIT
#include "engine/tile/rings/winding_walk.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace tamga::tile {
namespace {

/// So many places passed for each edge and place take about as long as sorting the edges does.
constexpr std::size_t crowd = 16;

}  // namespace

void WindingWalk::assign(std::span<const BesideEdge> places) {
    order_.resize(places.size());
    std::iota(order_.begin(), order_.end(), 0U);
    std::ranges::sort(order_, {}, [&](std::uint32_t i) { return places[i].half_column(); });
    places_.clear();
    columns_.assign(1, std::numeric_limits<std::int64_t>::min());
    for (const std::uint32_t i : order_) {
        columns_.push_back(places[i].half_column());
        places_.push_back({places[i].middle(), i});
    }
    columns_.push_back(std::numeric_limits<std::int64_t>::max());
    found_.assign(places.size(), {});
    passes_ = 0;
    most_passes_ = crowd * places.size();
}

/// An edge, which runs to the right if its count is 1, passes over the column of a place.
void WindingWalk::pass(const CountedEdge& edge, std::size_t place, std::uint32_t owner) {
    const auto& [middle, number] = places_[place];
    if (is_above(edge, middle)) {
        found_[number].winding += edge.count;
        found_[number].owners += edge.count > 0 ? owner : 0U - owner;
    }
    ++passes_;
}

bool WindingWalk::walk(std::span<const GridPoint> ring, std::uint32_t owner) {
    most_passes_ += crowd * ring.size();
    GridPoint from = ring.back();
    // The first column that is not left of where the walk has come to.
    auto at = static_cast<std::size_t>(
        std::ranges::lower_bound(columns_, 2 * std::int64_t{from.x}) - columns_.begin());
    for (const GridPoint to : ring) {
        const std::int64_t x = 2 * std::int64_t{to.x};
        for (; columns_[at] < x; ++at) {
            pass({from, to, 1}, at - 1, owner);
        }
        for (; columns_[at - 1] >= x; --at) {
            pass({to, from, -1}, at - 2, owner);
        }
        if (passes_ > most_passes_) {
            return false;
        }
        from = to;
    }
    return true;
}

}  // namespace tamga::tile
