// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/grid.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tamga::tile {

/// An edge with its ends in order, a < b, how often rings run along it from a to b less how often
/// from b to a, and whose it is.
struct CountedEdge {
    GridPoint a;
    GridPoint b;
    std::int32_t count = 0;
    std::uint32_t owner = 0;
};

/// A grid position with both coordinates doubled, so that the middle of an edge is one.
struct DoubledPoint {
    std::int64_t x = 0;
    std::int64_t y = 0;
};

/// Is the edge, which passes over the point's x from left to right, above it?
inline bool is_above(const CountedEdge& e, DoubledPoint p) {
    return (std::int64_t{e.b.x} - e.a.x) * (p.y - 2 * std::int64_t{e.a.y}) -
               (std::int64_t{e.b.y} - e.a.y) * (p.x - 2 * std::int64_t{e.a.x}) >
           0;
}

/// The edge from `from` to `to`, where a ring runs along it `count` times.
inline CountedEdge counted_edge(GridPoint from, GridPoint to, std::int32_t count = 1,
                                std::uint32_t owner = 0) {
    return from < to ? CountedEdge{from, to, count, owner} : CountedEdge{to, from, -count, owner};
}

/// Appends the edges of an open ring that belongs to `owner`.
void append_edges(std::span<const GridPoint> ring, std::uint32_t owner,
                  std::vector<CountedEdge>& edges);

/// The place beside the middle of an edge: above it, or to the left of a vertical one.
class BesideEdge {
public:
    explicit BesideEdge(const CountedEdge& edge)
        : middle_{std::int64_t{edge.a.x} + edge.b.x, std::int64_t{edge.a.y} + edge.b.y},
          begin_{edge.a.x == edge.b.x ? middle_.x - 1 : middle_.x} {}

    DoubledPoint middle() const { return middle_; }
    /// The column of the grid, by its left side, in which edges that pass over the place are.
    std::int64_t column() const { return begin_ >> 1; }
    /// The half of that column, in doubled units.
    std::int64_t half_column() const { return begin_; }
    /// What an edge adds to how often rings wind round the place. The edge itself adds nothing, nor
    /// does one that ends on it. Requires that edges meet at their ends only.
    std::int32_t winding_of(const CountedEdge& e) const {
        // Half open, so that a place below a vertex is counted once; just left of a vertical edge
        // it is the other half.
        const bool over = 2 * std::int64_t{e.a.x} <= begin_ && begin_ < 2 * std::int64_t{e.b.x};
        return over && is_above(e, middle_) ? e.count : 0;
    }

private:
    DoubledPoint middle_;
    std::int64_t begin_;
};

/// Edges by the upright strips that they pass through, to count quickly how often rings wind round
/// a place. The edges must outlive the object.
class EdgeStrips {
public:
    /// Takes others in the place of those it had, and keeps its memory.
    void assign(std::span<const CountedEdge> edges);

    /// How often rings wind clockwise (on the map) round the place beside an edge, one of those
    /// assigned. Requires that edges meet at their ends only.
    std::int32_t winding_beside(const CountedEdge& edge) const;

    /// The owner of the edge nearest above `point`, leaving out those of `skip`.
    std::optional<std::uint32_t> owner_above(DoubledPoint point, std::uint32_t skip) const;

private:
    void sort_strips();
    std::int32_t winding_in_order(const BesideEdge& place) const;

    std::size_t strip(std::int64_t x) const {
        return static_cast<std::size_t>((x - low_) >> width_bits_);
    }

    std::span<const CountedEdge> edges_;
    std::int32_t low_ = 0;
    int width_bits_ = 0;                  ///< A strip is a power of two wide.
    std::vector<std::uint32_t> starts_;   ///< Where each strip begins in members_.
    std::vector<std::uint32_t> members_;  ///< Edge numbers, strip by strip.
    /// Empty, or of strips as wide as a column, whose members were put in order from above: the sum
    /// of the counts of those before each. Members that end where the column begins are the last.
    std::vector<std::int32_t> sums_;
};

}  // namespace tamga::tile
