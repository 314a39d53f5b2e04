// SPDX-License-Identifier: MIT
#include "engine/index/area.hpp"

#include "engine/index/extent.hpp"

namespace tamga::index {

void Area::add_box(double west, double south, double east, double north) {
    if (west > east) {
        add_box(west, south, 180, north);
        add_box(-180, south, east, north);
        return;
    }
    polygons_.add_box({{.lon = west, .lat = south}, {.lon = east, .lat = north}});
}

void Area::build() {
    std::vector<std::uint32_t> one(polygons_.polygons(), 0);
    tree_ = CellTree{std::exchange(polygons_, {}), std::move(one)};
    is_built_ = true;
}

Side Area::side(geo::LonLat position) const {
    std::vector<Hit> hits;
    tree_.at(position, hits);
    return hits.empty() ? Side::outside : hits.front().side;
}

std::vector<geo::Box> Area::boxes() const { return boxes_of(polygons()); }

}  // namespace tamga::index
