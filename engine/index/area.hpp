// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/index/box_tree.hpp"
#include "engine/model/features.hpp"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace tamga::index {

enum class Side { outside, boundary, inside };

/// An index over polygons for many queries: the union of what is added.
///
/// Edges are what GeoJSON says they are, straight in longitude and latitude; a parallel is an edge,
/// a great circle is not. A polygon that crosses the antimeridian is either cut there or goes on
/// past 180 (170, 190). Answers are exact for the doubles given.
class Area {
public:
    /// Adds the polygons of a feature; anything else in it is left out. Each exterior ring makes a
    /// polygon with the holes after it.
    void add(const model::FeatureView& feature);
    /// Adds a box; its west may be greater than its east, and then it crosses the antimeridian.
    void add_box(double west, double south, double east, double north);
    /// Adds one polygon by its edges in any order: what is within an odd number of its rings is in
    /// it.
    void add_outline(std::span<const std::pair<geo::LonLat, geo::LonLat>> edges);
    /// Builds the index. Called once, after the last add.
    void build();

    bool empty() const noexcept { return edges_.empty(); }

    Side side(geo::LonLat position) const;
    /// Inside, or on the boundary.
    bool contains(geo::LonLat position) const { return side(position) != Side::outside; }

    /// Boxes within -180..180 that together hold the area.
    std::vector<geo::Box> boxes() const;

    /// True if an edge may lie in `window` (its box does). The window lies within -180..180.
    bool has_edge_near(const geo::Box& window) const;

    /// Appends how far along the straight piece from `a` to `b` (0..1) it meets each edge.
    /// Requires that the longitudes of `a` and `b` lie within 180 degrees of each other.
    void crossings(geo::LonLat a, geo::LonLat b, std::vector<double>& fractions) const;

private:
    struct Edge {
        geo::LonLat from;
        geo::LonLat to;
        std::uint32_t polygon = 0;
    };
    void add_ring(std::span<const geo::LonLat> ring);
    Side side_as_drawn(geo::LonLat position) const;

    std::vector<Edge> edges_;
    std::uint32_t polygons_ = 0;
    BoxTree tree_;
};

}  // namespace tamga::index
