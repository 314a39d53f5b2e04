// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/index/cell_tree.hpp"
#include "engine/index/hit.hpp"
#include "engine/index/polygon_edges.hpp"
#include "engine/model/features.hpp"

#include <span>
#include <utility>
#include <vector>

namespace tamga::index {

/// An index over polygons for many queries: the union of what is added.
///
/// Edges are what GeoJSON says they are, straight in longitude and latitude; a parallel is an edge,
/// a great circle is not. A ring that crosses the antimeridian is cut there, goes on past 180 (170,
/// 190) or steps over it (170, -170); one may go round a pole. What such a ring encloses on the
/// globe decides (geo::unwrap_ring()). Answers are exact for the doubles given.
class Area {
public:
    /// Adds the polygons of a feature; anything else in it is left out. Each exterior ring makes a
    /// polygon with the holes after it.
    void add(const model::FeatureView& feature) { polygons_.add(feature); }
    /// Adds a box; its west may be greater than its east, and then it crosses the antimeridian.
    void add_box(double west, double south, double east, double north);
    /// Adds one polygon by its edges in any order: what is within an odd number of its rings is in
    /// it.
    void add_outline(std::span<const std::pair<geo::LonLat, geo::LonLat>> edges) {
        polygons_.add_outline(edges);
    }
    /// Builds the index. Called once, after the last add.
    void build();

    bool empty() const noexcept { return polygons().edges().empty(); }
    const PolygonEdges& polygons() const noexcept {
        return is_built_ ? tree_.polygons() : polygons_;
    }

    /// A position on the boundary of one polygon and inside of another is inside.
    Side side(geo::LonLat position) const;
    /// Inside, or on the boundary.
    bool contains(geo::LonLat position) const { return side(position) != Side::outside; }

    /// Boxes within -180..180 that together hold the area.
    std::vector<geo::Box> boxes() const;

private:
    PolygonEdges polygons_;  ///< Until it is built.
    CellTree tree_;
    bool is_built_ = false;
};

}  // namespace tamga::index
