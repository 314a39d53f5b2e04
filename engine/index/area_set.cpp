// SPDX-License-Identifier: MIT
#include "engine/index/area_set.hpp"

#include "engine/geo/geodesic.hpp"
#include "engine/index/passage.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>
#include <utility>

namespace tamga::index {
namespace {

/// Of an area at a pole, which has every longitude.
Side side_at_pole(const Area& area, double pole) {
    Side best = Side::outside;
    for (const geo::Box& box : area.boxes()) {
        const double west = box.south_west.lon;
        const double east = box.north_east.lon;
        for (const double lon : {west, std::midpoint(west, east), east}) {
            best = std::max(best, area.side({.lon = lon, .lat = pole}));
        }
    }
    return best;
}

}  // namespace

std::uint32_t AreaSet::add(Area area) {
    areas_.push_back(std::move(area));
    return static_cast<std::uint32_t>(areas_.size() - 1);
}

void AreaSet::build() {
    for (Area& area : areas_) {
        area.build();
    }
}

void AreaSet::at(geo::LonLat position, std::vector<Hit>& hits) const {
    hits.clear();
    for (std::uint32_t area = 0; area < areas_.size(); ++area) {
        const Side side = std::abs(position.lat) < 90 ? areas_[area].side(position)
                                                      : side_at_pole(areas_[area], position.lat);
        if (side != Side::outside) {
            hits.push_back({area, side});
        }
    }
}

void AreaSet::met_by(geo::LonLat from, geo::LonLat to, std::vector<std::uint32_t>& areas) const {
    std::vector<Stay> all;
    stays(from, to, all);
    areas.clear();
    std::ranges::transform(all, std::back_inserter(areas), &Stay::area);
    std::ranges::sort(areas);
    areas.erase(std::unique(areas.begin(), areas.end()), areas.end());
}

void AreaSet::stays(geo::LonLat from, geo::LonLat to, std::vector<Stay>& stays) const {
    stays.clear();
    const geo::GeodesicLine line{from, to};
    if (line.length_m() < touch_m) {
        std::vector<Hit> hits;
        at(from, hits);
        for (const Hit& hit : hits) {
            stays.push_back({.area = hit.area, .entry = from, .exit = from});
        }
        return;
    }
    for (std::uint32_t area = 0; area < areas_.size(); ++area) {
        for (const Stretch& stretch : stretches_inside(line, areas_[area])) {
            stays.push_back({.area = area,
                             .from = stretch.from,
                             .to = stretch.to,
                             .length_m = (stretch.to - stretch.from) * line.length_m(),
                             .entry = line.at(stretch.from),
                             .exit = line.at(stretch.to)});
        }
    }
    std::ranges::stable_sort(stays, {}, &Stay::from);
}

}  // namespace tamga::index
