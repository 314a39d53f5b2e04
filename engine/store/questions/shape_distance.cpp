// SPDX-License-Identifier: MIT
#include "engine/store/questions/shape_distance.hpp"

#include "engine/geo/geodesic.hpp"
#include "engine/geo/measure.hpp"
#include "engine/index/area.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tamga::store {
namespace {

constexpr double nowhere = std::numeric_limits<double>::infinity();

double to_points_m(const model::FeatureView& feature, geo::LonLat position) {
    double best = nowhere;
    for (const geo::LonLat point : feature.positions) {
        best = std::min(best, geo::distance_m(point, position));
    }
    return best;
}

double to_lines_m(const model::FeatureView& feature, geo::LonLat position) {
    double best = nowhere;
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        const auto line = feature.part(i);
        for (std::size_t k = 1; k < line.size(); ++k) {
            best = std::min(best, geo::distance_to_edge_m(position, line[k - 1], line[k],
                                                          geo::Edges::geodesic));
        }
    }
    return best;
}

double to_boundary_m(const model::FeatureView& feature, geo::LonLat position) {
    double best = nowhere;
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        const auto ring = feature.part(i);
        for (std::size_t k = 0; k < ring.size(); ++k) {
            const geo::LonLat next = ring[(k + 1) % ring.size()];
            // Edges of more than half the Earth step over the antimeridian, and are short there.
            const bool steps = std::abs(next.lon - ring[k].lon) > 180;
            best = std::min(
                best, geo::distance_to_edge_m(position, ring[k], next,
                                              steps ? geo::Edges::geodesic : geo::Edges::drawn));
        }
    }
    return best;
}

bool is_within(const model::FeatureView& feature, geo::LonLat position) {
    index::Area area;
    area.add(feature);
    area.build();
    return area.contains(position);
}

}  // namespace

double distance_m(const model::FeatureView& feature, geo::LonLat position) {
    switch (feature.shape) {
        case model::Shape::lines:
            return to_lines_m(feature, position);
        case model::Shape::polygons:
            return is_within(feature, position) ? 0 : to_boundary_m(feature, position);
        case model::Shape::points:
        case model::Shape::none:
            break;
    }
    return to_points_m(feature, position);
}

}  // namespace tamga::store
