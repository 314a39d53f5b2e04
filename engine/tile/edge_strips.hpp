// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/rings.hpp"

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

/// Appends the edges of an open ring that belongs to `owner`.
void append_edges(std::span<const GridPoint> ring, std::uint32_t owner,
                  std::vector<CountedEdge>& edges);

/// Edges by the upright strips that they pass through, to count quickly how often rings wind round
/// a point. The edges must outlive the object.
class EdgeStrips {
public:
    static constexpr std::uint32_t nobody = 0xffffffff;

    explicit EdgeStrips(std::span<const CountedEdge> edges);

    /// How often rings wind clockwise (on the map) round the places just above `point`. Edges
    /// through the point itself do not count, nor do those of the owner `skip`.
    int winding_above(DoubledPoint point, std::uint32_t skip = nobody) const;

    /// How often rings wind round the places beside the middle of an edge, one of those given:
    /// above it, or to the left of a vertical one. Requires that edges meet at their ends only.
    int winding_before(const CountedEdge& edge) const;

    /// The owner of the edge nearest above `point`, leaving out those of `skip`.
    std::optional<std::uint32_t> owner_above(DoubledPoint point, std::uint32_t skip) const;

private:
    std::size_t strip(std::int64_t x) const {
        return static_cast<std::size_t>((x - low_) >> width_bits_);
    }
    int winding_left(DoubledPoint point) const;

    std::span<const CountedEdge> edges_;
    std::int32_t low_ = 0;
    int width_bits_ = 0;                  ///< A strip is a power of two wide.
    std::vector<std::uint32_t> starts_;   ///< Where each strip begins in members_.
    std::vector<std::uint32_t> members_;  ///< Edge numbers, strip by strip.
};

}  // namespace tamga::tile
