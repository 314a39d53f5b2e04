// SPDX-License-Identifier: MIT
#include "engine/route/lines/path.hpp"

#include "engine/geo/geodesic_arc.hpp"

#include <algorithm>
#include <cmath>

namespace tamga::route {
namespace {

constexpr int deepest = 14;

/// Whether `p` is within a distance, given as its square, of the chord from `a` to `b`.
bool is_near_chord(geo::MercatorPoint p, geo::MercatorPoint a, geo::MercatorPoint b,
                   double squared_distance) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double squared = dx * dx + dy * dy;
    const double along =
        squared > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / squared, 0.0, 1.0) : 0;
    const double away_x = p.x - a.x - along * dx;
    const double away_y = p.y - a.y - along * dy;
    return away_x * away_x + away_y * away_y <= squared_distance;
}

/// Halves a curve until its chords are close enough. `curve.at()` has a place on it for 0..1, with
/// its `point` on the map, and `curve.position()` has the place's longitude and latitude.
template <class Curve>
class Densifier {
public:
    Densifier(const Curve& curve, double tolerance, Path& path)
        : curve_{curve}, squared_tolerance_{tolerance * tolerance}, path_{path} {}

    void run() {
        const At first = at(0);
        path_.push_back(curve_.position(first.place));
        halve(first, at(0.5), at(1), 0);
    }

private:
    struct At {
        double t;
        typename Curve::Place place;
    };

    At at(double t) const { return {t, curve_.at(t)}; }
    At between(const At& a, const At& b) const { return at((a.t + b.t) / 2); }

    /// Appends the positions after `a` up to and with `b`.
    void halve(const At& a, const At& middle, const At& b, int depth) {
        const At first = between(a, middle);
        const At second = between(middle, b);
        const auto is_near = [&](const At& at) {
            return is_near_chord(at.place.point, a.place.point, b.place.point, squared_tolerance_);
        };
        if (depth == deepest || (is_near(middle) && is_near(first) && is_near(second))) {
            path_.push_back(curve_.position(b.place));
            return;
        }
        halve(a, first, middle, depth + 1);
        halve(middle, second, b, depth + 1);
    }

    const Curve& curve_;
    double squared_tolerance_;
    Path& path_;
};

template <class Curve>
void densify(const Curve& curve, double tolerance, Path& path) {
    Densifier<Curve>{curve, tolerance, path}.run();
}

/// A geodesic, whose latitudes become angles only where they are asked for.
class Geodesic {
public:
    struct Place {
        geo::ArcPosition on_arc;
        geo::MercatorPoint point;
    };

    Geodesic(geo::LonLat from, geo::LonLat to) : arc_{from, to} {}

    Place at(double t) const {
        const geo::ArcPosition on_arc = arc_.at(t);
        return {on_arc, mercator(on_arc)};
    }
    geo::LonLat position(const Place& place) const { return place.on_arc.lonlat(); }

private:
    geo::GeodesicArc arc_;
};

/// The curve that `control` pulls away from the chord.
class Quadratic {
public:
    struct Place {
        geo::MercatorPoint point;
    };

    Quadratic(geo::MercatorPoint a, geo::MercatorPoint control, geo::MercatorPoint b)
        : a_{a}, control_{control}, b_{b} {}

    Place at(double t) const {
        const double u = 1 - t;
        return {{.x = u * u * a_.x + 2 * u * t * control_.x + t * t * b_.x,
                 .y = u * u * a_.y + 2 * u * t * control_.y + t * t * b_.y}};
    }
    geo::LonLat position(const Place& place) const { return lonlat(place.point); }

private:
    geo::MercatorPoint a_, control_, b_;
};

/// Where a straight edge crosses a grid line: at which share of it, and exactly where.
struct EdgeCrossing {
    double share;
    geo::MercatorPoint point;
};

/// Appends the crossings of one axis' grid lines, `per_unit` of them to the Mercator square.
void add_crossings(geo::MercatorPoint a, geo::MercatorPoint b, bool along_x, double per_unit,
                   std::vector<EdgeCrossing>& crossings) {
    const double from = along_x ? a.x : a.y;
    const double to = along_x ? b.x : b.y;
    const double last = std::ceil(std::max(from, to) * per_unit);
    for (double line = std::floor(std::min(from, to) * per_unit) + 1; line < last; ++line) {
        const double at = line / per_unit;
        const double share = (at - from) / (to - from);
        crossings.push_back({share, along_x ? geo::MercatorPoint{at, std::lerp(a.y, b.y, share)}
                                            : geo::MercatorPoint{std::lerp(a.x, b.x, share), at}});
    }
}

geo::MercatorPoint middle_of(geo::MercatorPoint a, geo::MercatorPoint b) {
    return {(a.x + b.x) / 2, (a.y + b.y) / 2};
}

}  // namespace

geo::LonLat nearest_copy(geo::LonLat position, geo::LonLat origin) {
    return {.lon = position.lon + 360 * std::round((origin.lon - position.lon) / 360),
            .lat = position.lat};
}

Path geodesic_path(geo::LonLat from, geo::LonLat to, double tolerance) {
    Path path;
    densify(Geodesic{from, to}, tolerance, path);
    // The ends are the input's own digits, on the side of the antimeridian that the line comes out
    // at.
    path.front() = from;
    path.back() = nearest_copy(to, path.back());
    return path;
}

Path bezier_path(geo::LonLat from, geo::LonLat to, double curvature, double tolerance) {
    const geo::LonLat end = nearest_copy(to, from);
    const geo::MercatorPoint a = mercator(from);
    const geo::MercatorPoint b = mercator(end);
    const geo::MercatorPoint middle = middle_of(a, b);
    // The curve's middle is half as far from the chord as its control point. y points down.
    const geo::MercatorPoint control{.x = middle.x - 2 * curvature * (b.y - a.y),
                                     .y = middle.y + 2 * curvature * (b.x - a.x)};
    Path path;
    densify(Quadratic{a, control, b}, tolerance, path);
    path.front() = from;
    path.back() = end;
    return path;
}

Path with_tile_edges(const Path& path, int zoom) {
    const double tiles = std::ldexp(1, zoom);
    Path divided{path.front()};
    std::vector<EdgeCrossing> crossings;
    geo::MercatorPoint last = mercator(path.front());
    for (std::size_t i = 1; i < path.size(); ++i) {
        const geo::MercatorPoint next = mercator(path[i]);
        crossings.clear();
        add_crossings(last, next, true, tiles, crossings);
        add_crossings(last, next, false, tiles, crossings);
        std::ranges::sort(crossings, {}, &EdgeCrossing::share);
        for (const EdgeCrossing& crossing : crossings) {
            divided.push_back(lonlat(crossing.point));
        }
        divided.push_back(path[i]);
        last = next;
    }
    return divided;
}

Path straight_path(geo::LonLat from, geo::LonLat to) { return {from, nearest_copy(to, from)}; }

Path smooth_path(const std::vector<geo::LonLat>& chain, double tolerance) {
    Path path;
    geo::LonLat last = chain.front();
    geo::MercatorPoint begin = mercator(last);
    for (std::size_t i = 1; i + 1 < chain.size(); ++i) {
        last = nearest_copy(chain[i], last);
        const geo::MercatorPoint control = mercator(last);
        const geo::LonLat next = nearest_copy(chain[i + 1], last);
        const bool is_last = i + 2 == chain.size();
        const geo::MercatorPoint end =
            is_last ? mercator(next) : middle_of(control, mercator(next));
        if (!path.empty()) {
            path.pop_back();  // The next stretch begins with it.
        }
        densify(Quadratic{begin, control, end}, tolerance, path);
        begin = end;
    }
    if (path.empty()) {
        return straight_path(chain.front(), chain.back());
    }
    path.front() = chain.front();
    path.back() = nearest_copy(chain.back(), path.back());
    return path;
}

}  // namespace tamga::route
