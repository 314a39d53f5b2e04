// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/grid.hpp"
#include "engine/tile/rings/edge_strips.hpp"
#include "engine/tile/rings/rings.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace tamga::tile {

/// Counts how often rings wind round some places, all at once: a ring is walked along, and the
/// places, which are in order from left to right, are passed with it. So edges need not be sorted,
/// and an edge that passes over no place costs one comparison. A ring that has few places in its
/// box, as most small ones have only their own, is walked along for these alone. One object serves
/// one thread and keeps its memory.
class WindingWalk {
public:
    /// Takes other places in the place of those it had. They are known by their numbers.
    void assign(std::span<const BesideEdge> places);

    /// Walks along a ring, which `owner` stands for. False if edges pass over so many places that
    /// sorting them (see EdgeStrips) is quicker: then what was counted is of no use. `near` is a
    /// place beside the ring, if there is one: it need not be looked for then.
    bool walk(std::span<const GridPoint> ring, std::uint32_t owner = 0,
              std::optional<std::uint32_t> near = std::nullopt);

    /// How often the rings wind clockwise (on the map) round a place. Requires that edges meet at
    /// their ends only.
    std::int32_t winding(std::size_t place) const { return found_[place].winding; }

    /// The owner of the ring round a place: of the only one that winds round it, and that once.
    std::uint32_t only_owner(std::size_t place) const { return found_[place].owners; }

private:
    struct Found {
        std::int32_t winding = 0;
        std::uint32_t owners = 0;  ///< Those of the rings that wind round it, added up.
    };
    struct Place {
        DoubledPoint middle;
        std::uint32_t number = 0;
    };

    bool find_in_box(const GridBox& box, std::optional<std::uint32_t> near);
    void walk_for(std::size_t place, std::span<const GridPoint> ring, std::uint32_t owner);
    bool walk_for_all(std::span<const GridPoint> ring, std::uint32_t owner);
    std::size_t first_column(std::int32_t x) const;
    void pass(const CountedEdge& edge, std::size_t place, std::uint32_t owner);

    /// The half columns that the places are over, in order, between two that no edge reaches.
    std::vector<std::int64_t> columns_;
    std::vector<Place> places_;  ///< In that order.
    std::vector<Found> found_;   ///< By their numbers.
    std::size_t passes_ = 0;
    std::size_t most_passes_ = 0;
    std::vector<std::pair<std::int64_t, std::uint32_t>> order_;  ///< Columns, and whose they are.
    std::vector<std::uint32_t> ranks_;   ///< Of each place: where in that order it is.
    std::vector<std::uint32_t> in_box_;  ///< Of the ring at hand: places in that order.
};

}  // namespace tamga::tile
