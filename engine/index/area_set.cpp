// SPDX-License-Identifier: MIT
#include "engine/index/area_set.hpp"

#include "engine/index/crossings.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace tamga::index {
namespace {

/// Crossings that are nearer to each other are one: that of a border which two areas share.
constexpr double same_m = 1e-6;

/// A route that is asked for. At a pole, which has every longitude, it begins or ends on the
/// meridian of its other end.
geo::GeodesicArc arc_between(geo::LonLat from, geo::LonLat to) {
    if (std::abs(from.lat) == 90) {
        from.lon = to.lon;
    } else if (std::abs(to.lat) == 90) {
        to.lon = from.lon;
    }
    from.lon = std::remainder(from.lon, 360);
    return {from, to};
}

geo::LonLat position(const geo::GeodesicArc& arc, double fraction) {
    geo::LonLat at = arc.at(fraction).lonlat();
    at.lon = std::remainder(at.lon, 360);
    return at;
}

/// Calls visit(from, to, hits) for each stretch of a route between two crossings, in fractions of
/// the arc, with the areas that hold its middle.
template <class Visit>
void for_each_stretch(const CellTree& tree, const geo::GeodesicArc& arc, const Visit& visit) {
    Crossings crossings{tree};
    const double same = same_m / arc.length_m();
    std::vector<Hit> hits;
    double from = 0;
    const auto pass = [&](double to) {
        tree.at(position(arc, std::midpoint(from, to)), hits);
        visit(from, to, hits);
        from = to;
    };
    for (const double to : crossings.find(arc)) {
        if (to - from >= same && to <= 1 - same) {
            pass(to);
        }
    }
    pass(1);
}

/// Puts together what is in one area without a gap.
class StayList {
public:
    StayList(std::vector<Stay>& stays, double touch) : stays_{stays}, touch_{touch} {}

    void add(double from, double to, const std::vector<Hit>& hits) {
        std::erase_if(open_, [&](std::size_t i) { return from - stays_[i].to >= touch_; });
        for (const Hit& hit : hits) {
            const auto open = std::ranges::find_if(
                open_, [&](std::size_t i) { return stays_[i].area == hit.area; });
            if (open != open_.end()) {
                stays_[*open].to = to;
            } else {
                open_.push_back(stays_.size());
                stays_.push_back({.area = hit.area, .from = from < touch_ ? 0 : from, .to = to});
            }
        }
    }

private:
    std::vector<Stay>& stays_;
    double touch_;
    std::vector<std::size_t> open_;  ///< Those that may go on.
};

bool holds(const CellTree& tree, geo::LonLat position) {
    std::vector<Hit> hits;
    tree.at(position, hits);
    return !hits.empty();
}

void stay_at(const CellTree& tree, geo::LonLat position, std::vector<Stay>& stays) {
    std::vector<Hit> hits;
    tree.at(position, hits);
    for (const Hit& hit : hits) {
        stays.push_back({.area = hit.area, .entry = position, .exit = position});
    }
}

}  // namespace

std::uint32_t AreaSet::add(const Area& area) {
    polygons_.add(area.polygons());
    areas_.resize(polygons_.polygons(), size_);
    return size_++;
}

void AreaSet::build() {
    caps_ = Caps{polygons_.edges()};
    tree_ = CellTree{std::exchange(polygons_, {}), std::exchange(areas_, {})};
}

void AreaSet::met_by(geo::LonLat from, geo::LonLat to, std::vector<std::uint32_t>& areas) const {
    areas.clear();
    if (caps_.are_far_from(from, to)) {  // It does not leave the areas in which it starts.
        std::vector<Hit> hits;
        tree_.at(from, hits);
        std::ranges::transform(hits, std::back_inserter(areas), &Hit::area);
        return;
    }
    const geo::GeodesicArc arc = arc_between(from, to);
    bool has_touches = arc.length_m() < touch_m;
    if (!has_touches) {
        const double touch = touch_m / arc.length_m();
        for_each_stretch(tree_, arc, [&](double begin, double end, const std::vector<Hit>& hits) {
            has_touches = has_touches || end - begin < touch;
            std::ranges::transform(hits, std::back_inserter(areas), &Hit::area);
        });
    }
    if (has_touches) {
        std::vector<Stay> all;
        stays(from, to, all);
        areas.clear();
        std::ranges::transform(all, std::back_inserter(areas), &Stay::area);
    }
    std::ranges::sort(areas);
    areas.erase(std::unique(areas.begin(), areas.end()), areas.end());
}

void AreaSet::stays(geo::LonLat from, geo::LonLat to, std::vector<Stay>& stays) const {
    stays.clear();
    if (caps_.are_far_from(from, to) && !holds(tree_, from)) {
        return;
    }
    const geo::GeodesicArc arc = arc_between(from, to);
    const double length_m = arc.length_m();
    if (length_m < touch_m) {
        stay_at(tree_, from, stays);
        return;
    }
    const double touch = touch_m / length_m;
    StayList list{stays, touch};
    for_each_stretch(tree_, arc, [&](double begin, double end, const std::vector<Hit>& hits) {
        list.add(begin, end, hits);
    });
    std::erase_if(stays, [&](const Stay& stay) { return stay.to - stay.from < touch; });
    for (Stay& stay : stays) {
        stay.to = stay.to > 1 - touch ? 1 : stay.to;
        stay.entry = position(arc, stay.from);
        stay.exit = position(arc, stay.to);
        const double from_m = stay.from > 0 ? arc.length_m(stay.from) : 0;
        const double to_m = stay.to < 1 ? arc.length_m(stay.to) : length_m;
        stay.length_m = to_m - from_m;
        stay.from = from_m / length_m;
        stay.to = to_m / length_m;
    }
}

}  // namespace tamga::index
