// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/feature_table.hpp"
#include "engine/model/features.hpp"
#include "engine/tile/world.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tamga::bake {

/// Puts one feature's geometry on the world grid and into a chunk: vertices and parts, from where
/// the chunk's arrays end now.
class WorldGeometry {
public:
    explicit WorldGeometry(Chunk& chunk) : chunk_{chunk}, first_vertex_{chunk.vertices.size()} {}

    void add(const model::FeatureView& feature);

    /// Points and rings left out, because they lie beyond the Mercator limit.
    std::size_t off_map() const { return off_map_; }
    /// Where rings that enclose nothing and lines without length were, which are left out. A
    /// feature of nothing but flat rings keeps one, so that it is drawn as small as can be.
    const std::vector<geo::LonLat>& vanished() const { return vanished_; }
    /// Of the box of the largest line or ring as it was before a cut at the antimeridian, in world
    /// units; 0 for points.
    std::uint32_t longest_side() const { return longest_side_; }

private:
    void place(const model::FeatureView& feature, std::size_t part);
    void add_polygon(const model::FeatureView& feature, std::size_t first, std::size_t last);
    void add_ring(bool hole);
    void add_line();
    void add_shape(model::Shape shape, bool hole);
    void leave_out();
    void measure();
    bool crosses_antimeridian() const;
    void add_points();
    void add_part(model::Shape shape, bool hole);
    void add_wrapped(model::Shape shape);
    void end_part(bool hole, std::size_t at_least);

    Chunk& chunk_;
    std::size_t first_vertex_;
    std::size_t parts_ = 0;
    std::size_t off_map_ = 0;
    std::uint32_t longest_side_ = 0;
    std::vector<geo::LonLat> vanished_;
    std::vector<tile::UnwrappedPoint> points_;
    std::vector<tile::UnwrappedPoint> flat_ring_;  ///< The first one.
};

}  // namespace tamga::bake
