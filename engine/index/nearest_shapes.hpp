// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/index/surroundings.hpp"
#include "engine/model/features.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace tamga::index {

/// Which points, lines and polygons are near a position, by geodesic distance: the distance to the
/// nearest of a feature's points, to its lines, which are geodesics from position to position, or
/// to the boundary of its polygons as drawn (see index::Area), and 0 inside and on the boundary.
/// Poles and the antimeridian are no matter. Distances are right to a hundredth of a millimetre up
/// to 19,900 km (geo::distance_to_edge_m()).
///
/// Boost's R-tree holds the edges, in pieces, as boxes around their unit vectors in space. It names
/// the nearest few, then all in windows that double: a geodesic is never shorter than the angle
/// between two vectors times the smallest radius of curvature.
class NearestShapes {
public:
    NearestShapes();
    ~NearestShapes();
    NearestShapes(NearestShapes&&) noexcept;
    NearestShapes& operator=(NearestShapes&&) noexcept;

    /// Adds a feature and returns its number: 0, 1, 2... One without positions is near to nothing.
    std::uint32_t add(const model::FeatureView& feature);
    /// Makes it ready for questions. Called once, after the last add.
    void build();

    struct Near {
        std::uint32_t shape = 0;
        double distance_m = 0;

        friend bool operator==(const Near&, const Near&) = default;
    };
    /// The `count` nearest features that are no farther than `within_m`, the nearest first; of
    /// equally near ones, those added first.
    std::vector<Near> nearest(geo::LonLat position, std::size_t count,
                              double within_m = farthest_m) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tamga::index
