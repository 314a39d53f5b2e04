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

/// Edges by the strips of one axis that they pass over, to count quickly how often rings wind round
/// a point. The edges must outlive the object.
class EdgeStrips {
public:
    enum class Axis { x, y };
    static constexpr std::uint32_t nobody = 0xffffffff;

    EdgeStrips(std::span<const CountedEdge> edges, Axis axis);

    /// How often rings wind clockwise (on the map) round the places just before `point`: above it
    /// for strips along x, to its left for strips along y. Edges through the point itself do not
    /// count, nor do those of the owner `skip`. Vertical edges (along x; level ones along y) cannot
    /// be before a point.
    int winding_before(DoubledPoint point, std::uint32_t skip = nobody) const;

    /// The owner of the edge nearest above `point`, leaving out those of `skip`. For strips along
    /// x.
    std::optional<std::uint32_t> owner_above(DoubledPoint point, std::uint32_t skip) const;

private:
    std::int32_t along(GridPoint p) const { return axis_ == Axis::x ? p.x : p.y; }
    std::size_t strip(std::int64_t value) const {
        return static_cast<std::size_t>((value - low_) / width_);
    }
    int contribution(const CountedEdge& edge, DoubledPoint point) const;

    std::span<const CountedEdge> edges_;
    Axis axis_;
    std::int32_t low_ = 0;
    std::int32_t high_ = 0;
    std::int32_t width_ = 1;
    std::vector<std::uint32_t> starts_;   ///< Where each strip begins in members_.
    std::vector<std::uint32_t> members_;  ///< Edge numbers, strip by strip.
};

}  // namespace tamga::tile
