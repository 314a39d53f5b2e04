// SPDX-License-Identifier: MIT
#include "engine/index/box_tree.hpp"

#include <cmath>
#include <numeric>

namespace tamga::index {

geo::Box united(const geo::Box& a, const geo::Box& b) {
    return {.south_west = {.lon = std::min(a.south_west.lon, b.south_west.lon),
                           .lat = std::min(a.south_west.lat, b.south_west.lat)},
            .north_east = {.lon = std::max(a.north_east.lon, b.north_east.lon),
                           .lat = std::max(a.north_east.lat, b.north_east.lat)}};
}

geo::Box box_of(geo::LonLat a, geo::LonLat b) {
    return united({.south_west = a, .north_east = a}, {.south_west = b, .north_east = b});
}

BoxTree::BoxTree(const std::vector<geo::Box>& boxes) : items_(boxes.size()) {
    if (boxes.empty()) {
        return;
    }
    std::iota(items_.begin(), items_.end(), 0U);
    const auto by_lon = [&](std::uint32_t a, std::uint32_t b) {
        return boxes[a].south_west.lon + boxes[a].north_east.lon <
               boxes[b].south_west.lon + boxes[b].north_east.lon;
    };
    const auto by_lat = [&](std::uint32_t a, std::uint32_t b) {
        return boxes[a].south_west.lat + boxes[a].north_east.lat <
               boxes[b].south_west.lat + boxes[b].north_east.lat;
    };
    std::sort(items_.begin(), items_.end(), by_lon);
    const double leaves = std::ceil(static_cast<double>(items_.size()) / fan_out);
    const std::size_t strip = static_cast<std::size_t>(std::ceil(std::sqrt(leaves))) * fan_out;
    for (std::size_t begin = 0; begin < items_.size(); begin += strip) {
        const auto first = items_.begin() + static_cast<std::ptrdiff_t>(begin);
        const std::size_t count = std::min(strip, items_.size() - begin);
        std::sort(first, first + static_cast<std::ptrdiff_t>(count), by_lat);
    }
    nodes_.reserve(items_.size() + items_.size() / (fan_out - 1) + 8);
    for (const std::uint32_t item : items_) {
        nodes_.push_back(boxes[item]);
    }
    levels_.push_back({.begin = 0, .size = items_.size()});
    while (levels_.back().size > 1) {
        add_level();
    }
}

void BoxTree::add_level() {
    const Level below = levels_.back();
    const std::size_t begin = nodes_.size();
    for (std::size_t child = 0; child < below.size; ++child) {
        const geo::Box box = nodes_[below.begin + child];
        if (child % fan_out == 0) {
            nodes_.push_back(box);
        } else {
            nodes_.back() = united(nodes_.back(), box);
        }
    }
    levels_.push_back({.begin = begin, .size = nodes_.size() - begin});
}

}  // namespace tamga::index
