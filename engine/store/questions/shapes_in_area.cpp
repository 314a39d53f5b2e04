// SPDX-License-Identifier: MIT
#include "engine/store/questions/shapes_in_area.hpp"

#include "engine/geo/orientation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace tamga::store {
namespace {

/// How far along a-b the position `p` on it lies.
double fraction_of(geo::LonLat a, geo::LonLat b, geo::LonLat p) {
    const double lon = b.lon - a.lon;
    const double lat = b.lat - a.lat;
    return std::abs(lon) > std::abs(lat) ? (p.lon - a.lon) / lon : (p.lat - a.lat) / lat;
}

/// Appends where a-b meets an edge, in fractions of it.
void add_meetings(geo::LonLat a, geo::LonLat b, const index::Edge& edge,
                  std::vector<double>& fractions) {
    const int from = geo::orientation(a, b, edge.from);
    const int to = geo::orientation(a, b, edge.to);
    if (from == 0 && to == 0) {
        for (const geo::LonLat end : {edge.from, edge.to}) {
            const double at = fraction_of(a, b, end);
            if (at >= 0 && at <= 1) {
                fractions.push_back(at);
            }
        }
    } else if (from * to <= 0 &&
               geo::orientation(edge.from, edge.to, a) * geo::orientation(edge.from, edge.to, b) <=
                   0) {
        const double lon = edge.to.lon - edge.from.lon;
        const double lat = edge.to.lat - edge.from.lat;
        const double before = lon * (a.lat - edge.from.lat) - lat * (a.lon - edge.from.lon);
        const double behind = lon * (b.lat - edge.from.lat) - lat * (b.lon - edge.from.lon);
        fractions.push_back(std::clamp(before / (before - behind), 0.0, 1.0));
    }
}

geo::LonLat between(const index::Edge& edge, double fraction) {
    return {.lon = std::lerp(edge.from.lon, edge.to.lon, fraction),
            .lat = std::lerp(edge.from.lat, edge.to.lat, fraction)};
}

/// Two positions a tenth of a millimetre from an edge, left and right of it.
std::array<geo::LonLat, 2> beside(const index::Edge& edge, double fraction) {
    constexpr double aside_deg = 1e-9;
    const geo::LonLat at = between(edge, fraction);
    const double lon = edge.to.lon - edge.from.lon;
    const double lat = edge.to.lat - edge.from.lat;
    const double step = aside_deg / std::max(std::hypot(lon, lat), aside_deg);
    return {geo::LonLat{.lon = at.lon - lat * step, .lat = at.lat + lon * step},
            geo::LonLat{.lon = at.lon + lat * step, .lat = at.lat - lon * step}};
}

index::Area area_of(const model::FeatureView& polygons) {
    index::Area area;
    area.add(polygons);
    area.build();
    return area;
}

}  // namespace

ShapesInArea::ShapesInArea(const index::Area& area) : edges_{area.polygons().edges()} {
    set_.add(area);
    set_.build();
    std::vector<geo::Box> boxes;
    for (const index::Edge& edge : edges_) {
        boxes.push_back(index::box_of(edge.from, edge.to));
    }
    tree_ = index::BoxTree{boxes};
}

bool ShapesInArea::holds(geo::LonLat position) const {
    std::vector<index::AreaSet::Hit> hits;
    set_.at(position, hits);
    return !hits.empty();
}

bool ShapesInArea::has_part_of(const model::FeatureView& feature) const {
    if (std::ranges::any_of(feature.positions, [&](geo::LonLat at) { return holds(at); })) {
        return true;
    }
    if (feature.shape == model::Shape::lines) {
        return any_segment(feature, [&](auto from, auto to) { return passes(from, to); });
    }
    if (feature.shape != model::Shape::polygons) {
        return false;
    }
    const index::Area around = area_of(feature);
    if (std::ranges::any_of(around.polygons().edges(),
                            [&](const auto& edge) { return !meetings(edge).empty(); })) {
        return true;
    }
    // No edges meet, so what there may be of the area in it is whole polygons.
    return std::ranges::any_of(edges_,
                               [&](const auto& edge) { return around.contains(edge.from); });
}

bool ShapesInArea::holds(const model::FeatureView& feature) const {
    const bool all =
        !feature.positions.empty() &&
        std::ranges::all_of(feature.positions, [&](geo::LonLat at) { return holds(at); });
    if (!all || feature.shape == model::Shape::points) {
        return all;
    }
    if (feature.shape == model::Shape::lines) {
        return !any_segment(feature, [&](auto from, auto to) { return leaves(from, to); });
    }
    const index::Area polygons = area_of(feature);
    return std::ranges::none_of(polygons.polygons().edges(),
                                [&](const auto& edge) { return leaves(edge, polygons); }) &&
           !has_gap_in(polygons);
}

template <class Test>
bool ShapesInArea::any_segment(const model::FeatureView& lines, const Test& test) const {
    for (std::size_t i = 0; i < lines.parts.size(); ++i) {
        const auto line = lines.part(i);
        for (std::size_t k = 1; k < line.size(); ++k) {
            if (test(line[k - 1], line[k])) {
                return true;
            }
        }
    }
    return false;
}

bool ShapesInArea::passes(geo::LonLat from, geo::LonLat to) const {
    std::vector<index::Stay> stays;
    set_.stays(from, to, stays);
    return !stays.empty();
}

bool ShapesInArea::leaves(geo::LonLat from, geo::LonLat to) const {
    std::vector<index::Stay> stays;
    set_.stays(from, to, stays);
    return stays.size() != 1 || stays[0].from > 0 || stays[0].to < 1;
}

/// Where an edge meets those of the area, in order.
std::vector<double> ShapesInArea::meetings(const index::Edge& edge) const {
    std::vector<double> fractions;
    tree_.search(index::box_of(edge.from, edge.to), [&](std::uint32_t number) {
        add_meetings(edge.from, edge.to, edges_[number], fractions);
        return true;
    });
    std::ranges::sort(fractions);
    return fractions;
}

/// Between two meetings an edge is either in the area or out of it, and so is what of the feature
/// lies beside it.
bool ShapesInArea::leaves(const index::Edge& edge, const index::Area& polygons) const {
    std::vector<double> ends = meetings(edge);
    ends.push_back(1);
    double begin = 0;
    for (const double end : ends) {
        // What is shorter than a hundredth of a millimetre is rounding.
        constexpr double smallest_deg = 1e-10;
        const double size_deg = (end - begin) * std::max(std::abs(edge.to.lon - edge.from.lon),
                                                         std::abs(edge.to.lat - edge.from.lat));
        const double middle = std::midpoint(begin, end);
        const auto is_out = [&](geo::LonLat at) {
            return polygons.side(at) == index::Side::inside && !holds(at);
        };
        if (size_deg > smallest_deg &&
            (!holds(between(edge, middle)) || std::ranges::any_of(beside(edge, middle), is_out))) {
            return true;
        }
        begin = end;
    }
    return false;
}

/// Is there a hole of the area, or what lies between its polygons, within the feature? On one side
/// of the edge that bounds it is no area then.
bool ShapesInArea::has_gap_in(const index::Area& polygons) const {
    return std::ranges::any_of(edges_, [&](const index::Edge& edge) {
        return polygons.side(between(edge, 0.5)) == index::Side::inside &&
               !std::ranges::all_of(beside(edge, 0.5), [&](geo::LonLat at) { return holds(at); });
    });
}

}  // namespace tamga::store
