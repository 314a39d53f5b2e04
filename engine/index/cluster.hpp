// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/world_grid.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace tamga::index {

/// A point on the world grid, whose east side meets its west.
struct WeightedPoint {
    geo::WorldPoint at;
    double weight = 1;  ///< Not negative. A cluster lies at the weighted mean of its points.
};

/// Which points are clustered. At zoom z the world is 512 * 2^z pixels wide.
struct ClusterRule {
    double radius_px = 40;  ///< Up to 512.
    int min_zoom = 0;
    int max_zoom = 16;             ///< The deepest zoom that merges points.
    std::uint32_t min_points = 2;  ///< Fewer stay apart.
};

/// A point, or a cluster of points at some zooms.
struct ClusterNode {
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
    static constexpr int every_zoom = 127;

    std::uint32_t x = 0;
    std::uint32_t y = 0;
    double weight = 0;            ///< The sum of its points'.
    std::uint32_t count = 1;      ///< How many points it is.
    std::uint32_t seed = 0;       ///< The first of them: the one the others were near to.
    std::uint32_t parent = none;  ///< The node it is part of at the zooms before `first_zoom`.
    /// The zooms at which it stands for itself. A cluster breaks apart at last_zoom + 1; a point
    /// has no end.
    std::int8_t first_zoom = 0;
    std::int8_t last_zoom = every_zoom;

    bool is_point() const { return count == 1; }
    bool stands_at(int zoom) const { return first_zoom <= zoom && zoom <= last_zoom; }
};

/// The result of clustering: the points, in the order given, and after them the clusters. A node
/// comes after the nodes it is made of, so a pass from front to back can aggregate, and one from back
/// to front can pass values down.
struct ClusterTree {
    std::vector<ClusterNode> nodes;
    std::size_t points = 0;  ///< nodes[0..points) are the points.

    /// For each point the node that stands for it at a zoom: itself, or the cluster it is in. Each
    /// point has exactly one, so counts and weights add up to those of all points at every zoom.
    std::vector<std::uint32_t> owners(int zoom) const;
};

/// Merges points greedily, the way of supercluster (github.com/mapbox/supercluster): from the
/// deepest zoom to the first, each point or cluster that is not taken yet takes those within the
/// radius, in the order given; what comes first becomes the middle. So the order matters: sort by
/// weight where the heaviest are to be the centres.
///
/// Works on all cores; the answer does not depend on how many. Takes a few passes over what is left
/// at each zoom: about a second for a million points and fifteen zooms.
///
/// Throws Error{Fault::usage} for a radius, zooms or min_points that make no sense, and for 2^31
/// points or more.
ClusterTree clustered(std::span<const WeightedPoint> points, const ClusterRule& rule);

}  // namespace tamga::index
