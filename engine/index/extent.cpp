// SPDX-License-Identifier: MIT
#include "engine/index/extent.hpp"

#include "engine/index/box_tree.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace tamga::index {
namespace {

struct Interval {
    double west = 0;
    double east = 0;
};

/// Unites what overlaps; what is left is apart, from west to east.
void unite(std::vector<Interval>& intervals) {
    std::ranges::sort(intervals, {}, &Interval::west);
    std::size_t last = 0;
    for (std::size_t i = 1; i < intervals.size(); ++i) {
        if (intervals[i].west <= intervals[last].east) {
            intervals[last].east = std::max(intervals[last].east, intervals[i].east);
        } else {
            intervals[++last] = intervals[i];
        }
    }
    intervals.resize(std::min(intervals.size(), last + 1));
}

Interval interval_of(const Edge& edge) {
    const auto [west, east] = std::minmax(edge.from.lon, edge.to.lon);
    return {std::max(west, -180.0), std::min(east, 180.0)};
}

/// What one polygon has of a pole.
struct Reach {
    bool beyond = false;  ///< A way to the pole and beyond ends in it.
    bool touches = false;
    std::vector<Interval> along;
};

void put_reach(const Reach& reach, PolarPolygon polar, std::vector<PolarPolygon>& found) {
    std::vector<Interval> along = reach.along;
    unite(along);
    const bool around = along.size() == 1 && along[0].west <= -180 && along[0].east >= 180;
    if (reach.beyond || around || reach.touches) {
        polar.side = reach.beyond || around ? Side::inside : Side::boundary;
        found.push_back(polar);
    }
}

/// The box of the edges from one longitude to another.
geo::Box box_between(const PolygonEdges& polygons, double west, double east) {
    geo::Box box{{.lon = east, .lat = 90}, {.lon = west, .lat = -90}};
    for (const Edge& edge : polygons.edges()) {
        const Interval interval = interval_of(edge);
        if (interval.east >= west && interval.west <= east) {
            box = united(box, box_of(edge.from, edge.to));
        }
    }
    box.south_west.lon = std::max(box.south_west.lon, -180.0);
    box.north_east.lon = std::min(box.north_east.lon, 180.0);
    return box;
}

}  // namespace

std::vector<PolarPolygon> polar_polygons(const PolygonEdges& polygons) {
    std::vector<PolarPolygon> found;
    const std::vector<Edge>& edges = polygons.edges();
    for (auto run = edges.begin(); run != edges.end();) {
        const std::uint32_t polygon = run->polygon;
        Reach north{.beyond = polygons.holds_north(polygon)};
        Reach south = north;
        for (; run != edges.end() && run->polygon == polygon; ++run) {
            const auto& [from, to, unused] = *run;
            south.beyond ^= (from.lon <= 0) != (to.lon <= 0);
            for (Reach* reach : {&north, &south}) {
                const double pole = reach == &north ? 90 : -90;
                reach->touches = reach->touches || from.lat == pole || to.lat == pole;
                if (from.lat == pole && to.lat == pole) {
                    reach->along.push_back(interval_of(*run));
                }
            }
        }
        put_reach(north, {.polygon = polygon, .north = true}, found);
        put_reach(south, {.polygon = polygon, .north = false}, found);
    }
    return found;
}

std::vector<geo::Box> boxes_of(const PolygonEdges& polygons) {
    if (polygons.edges().empty()) {
        return {};
    }
    std::vector<Interval> intervals;
    std::ranges::transform(polygons.edges(), std::back_inserter(intervals), interval_of);
    unite(intervals);
    std::size_t cut = 0;  // The widest gap is before it; 0 is none.
    for (std::size_t i = 1; i < intervals.size(); ++i) {
        const auto gap = [&](std::size_t at) {
            return intervals[at].west - intervals[at - 1].east;
        };
        cut = cut == 0 || gap(i) > gap(cut) ? i : cut;
    }
    const Interval& last = intervals[(cut == 0 ? intervals.size() : cut) - 1];
    std::vector<geo::Box> boxes{box_between(polygons, intervals[0].west, last.east)};
    if (cut != 0) {
        boxes.push_back(box_between(polygons, intervals[cut].west, intervals.back().east));
    }
    for (const PolarPolygon& polar : polar_polygons(polygons)) {
        if (polar.side == Side::inside) {  // Its edges are all around the pole.
            (polar.north ? boxes[0].north_east.lat : boxes[0].south_west.lat) =
                polar.north ? 90 : -90;
        }
    }
    return boxes;
}

}  // namespace tamga::index
