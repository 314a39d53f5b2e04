// SPDX-License-Identifier: MIT
#pragma once

#include "engine/index/area_set.hpp"
#include "engine/index/box_tree.hpp"
#include "engine/model/features.hpp"

#include <vector>

namespace tamga::store {

/// Whether features lie in an area: points, lines, which are geodesics from position to position,
/// and polygons as drawn. Boundaries belong to areas and to polygons.
class ShapesInArea {
public:
    explicit ShapesInArea(const index::Area& area);

    /// Is some of the feature in the area? To touch its boundary is enough for a position of the
    /// feature, and for an edge of a polygon; a line that touches it in between is not in it.
    bool has_part_of(const model::FeatureView& feature) const;
    /// Is all of it?
    bool holds(const model::FeatureView& feature) const;

private:
    bool holds(geo::LonLat position) const;
    template <class Test>
    bool any_segment(const model::FeatureView& lines, const Test& test) const;
    bool passes(geo::LonLat from, geo::LonLat to) const;
    bool leaves(geo::LonLat from, geo::LonLat to) const;
    std::vector<double> meetings(const index::Edge& edge) const;
    bool leaves(const index::Edge& edge, const index::Area& polygons) const;
    bool has_gap_in(const index::Area& polygons) const;

    index::AreaSet set_;
    std::vector<index::Edge> edges_;  ///< Of the area.
    index::BoxTree tree_;
};

}  // namespace tamga::store
