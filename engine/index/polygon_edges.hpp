// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/model/features.hpp"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace tamga::index {

/// Straight in longitude and latitude.
struct Edge {
    geo::LonLat from;
    geo::LonLat to;
    std::uint32_t polygon = 0;
};

/// The edges of polygons, as they lie on the globe in -180..180. A position is in a polygon if a way
/// from the North Pole to it crosses an odd number of its edges, or an even one if the polygon holds
/// the pole.
///
/// Rings that step over the antimeridian without being cut there, go on past 180 or go round a pole
/// are read as geo::unwrap_ring() reads them. An edge that reaches out of -180..180 is there again
/// a world farther on.
class PolygonEdges {
public:
    /// The polygons of a feature: each exterior ring makes one, with the holes after it.
    void add(const model::FeatureView& feature);
    /// A box as it is written. Requires that west <= east.
    void add_box(const geo::Box& box);
    /// One polygon by its edges in any order, as they are written.
    void add_outline(std::span<const std::pair<geo::LonLat, geo::LonLat>> edges);
    void add(const PolygonEdges& others);

    const std::vector<Edge>& edges() const noexcept { return edges_; }  ///< Polygon by polygon.
    std::uint32_t polygons() const noexcept {
        return static_cast<std::uint32_t>(holds_north_.size());
    }
    bool holds_north(std::uint32_t polygon) const { return holds_north_[polygon] != 0; }

private:
    using Ring = std::vector<geo::LonLat>;

    void add_polygon(std::vector<Ring> rings);
    std::uint32_t start_polygon(bool holds_north = false);
    void add_wrapped(const Edge& edge);
    void add_copy(const Edge& edge, int worlds);

    std::vector<Edge> edges_;
    std::vector<std::uint8_t> holds_north_;
};

}  // namespace tamga::index
