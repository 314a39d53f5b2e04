// SPDX-License-Identifier: MIT
#include "engine/tile/rings/winding_walk.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace tamga::tile {
namespace {

/// So many places passed for each edge and place take about as long as sorting the edges does.
constexpr std::size_t crowd = 16;

/// To look whether a place is in a ring's box takes so much less than to pass it.
constexpr std::size_t looks_as_pass = 4;

/// For so many places a ring is walked along one by one.
constexpr std::size_t few = 2;

}  // namespace

void WindingWalk::assign(std::span<const BesideEdge> places) {
    order_.clear();
    for (std::uint32_t i = 0; i < places.size(); ++i) {
        order_.emplace_back(places[i].half_column(), i);
    }
    std::ranges::sort(order_);
    places_.clear();
    columns_.assign(1, std::numeric_limits<std::int64_t>::min());
    ranks_.resize(places.size());
    for (const auto& [column, i] : order_) {
        ranks_[i] = static_cast<std::uint32_t>(places_.size());
        columns_.push_back(column);
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

bool WindingWalk::walk(std::span<const GridPoint> ring, std::uint32_t owner,
                       std::optional<std::uint32_t> near) {
    most_passes_ += crowd * ring.size();
    if (!find_in_box(box_of(ring), near)) {
        return walk_for_all(ring, owner);
    }
    for (const std::uint32_t place : in_box_) {
        walk_for(place, ring, owner);
    }
    return passes_ <= most_passes_;
}

/// Finds the places that a ring with this box may wind round: above it there is nothing of the
/// ring, and below as much in one direction as in the other. False if they are not few.
bool WindingWalk::find_in_box(const GridBox& box, std::optional<std::uint32_t> near) {
    in_box_.clear();
    const std::int64_t left = 2 * std::int64_t{box.min.x};
    const std::int64_t right = 2 * std::int64_t{box.max.x};
    std::size_t at = near ? std::size_t{ranks_[*near]} + 1 : first_column(box.min.x);
    while (columns_[at - 1] >= left) {
        --at;
    }
    while (columns_[at] < left) {
        ++at;
    }
    const std::size_t first = at;
    for (; columns_[at] < right && in_box_.size() <= few; ++at) {
        const std::int64_t y = places_[at - 1].middle.y;
        if (2 * std::int64_t{box.min.y} <= y && y <= 2 * std::int64_t{box.max.y}) {
            in_box_.push_back(static_cast<std::uint32_t>(at - 1));
        }
    }
    passes_ += (at - first) / looks_as_pass;
    return in_box_.size() <= few;
}

void WindingWalk::walk_for(std::size_t place, std::span<const GridPoint> ring,
                           std::uint32_t owner) {
    const std::int64_t column = columns_[place + 1];
    GridPoint from = ring.back();
    for (const GridPoint to : ring) {
        const bool from_left = 2 * std::int64_t{from.x} <= column;
        const bool to_left = 2 * std::int64_t{to.x} <= column;
        if (from_left != to_left) {
            pass(from_left ? CountedEdge{from, to, 1} : CountedEdge{to, from, -1}, place, owner);
        }
        from = to;
    }
}

/// The first column that is not left of x.
std::size_t WindingWalk::first_column(std::int32_t x) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(columns_, 2 * std::int64_t{x}) -
                                    columns_.begin());
}

bool WindingWalk::walk_for_all(std::span<const GridPoint> ring, std::uint32_t owner) {
    GridPoint from = ring.back();
    std::size_t at = first_column(from.x);
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
