// SPDX-License-Identifier: MIT
#include "engine/index/measure.hpp"

#include <cmath>

namespace tamga::index {

double area_km2(const model::FeatureView& feature, geo::Edges edges) {
    if (feature.shape != model::Shape::polygons) {
        return 0;
    }
    double area_m2 = 0;
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        const double ring_m2 = std::abs(geo::ring_area_m2(feature.part(i), edges));
        area_m2 += feature.parts[i].hole ? -ring_m2 : ring_m2;
    }
    return area_m2 / 1e6;
}

double length_km(const model::FeatureView& feature) {
    double length_m = 0;
    if (feature.shape == model::Shape::lines) {
        for (std::size_t i = 0; i < feature.parts.size(); ++i) {
            length_m += geo::line_length_m(feature.part(i));
        }
    }
    return length_m / 1000;
}

}  // namespace tamga::index
