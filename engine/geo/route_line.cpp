// SPDX-License-Identifier: MIT
#include "engine/geo/route_line.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tamga::geo {
namespace {

constexpr double longest_degree_m = 111'700;  // Of latitude at a pole: 111,694 m.
constexpr int deepest = 26;                   // 20,000 km halved so often is 0.3 m.

struct Vertex {
    double fraction = 0;
    LonLat position;  ///< Its longitude goes on past 180.
};

/// Halves the geodesic until each chord is close enough at its quarters.
class Path {
public:
    explicit Path(const GeodesicLine& line) : line_{line} {
        const Vertex start = vertex(0);
        vertices.push_back(start);
        add(start, vertex(1), deepest);
    }

    std::vector<Vertex> vertices;

private:
    Vertex vertex(double fraction) const { return {fraction, line_.unrolled_at(fraction)}; }

    /// True if the chord passes the geodesic's position at `t` closely enough, of which a twentieth
    /// is kept in hand for what lies between the positions tried.
    bool is_near(const Vertex& a, const Vertex& b, double t, LonLat real) const {
        const double lat = std::lerp(a.position.lat, b.position.lat, t) - real.lat;
        const double lon =
            std::remainder(std::lerp(a.position.lon, b.position.lon, t) - real.lon, 360);
        const double across = lon * std::cos(real.lat * std::numbers::pi / 180);
        return std::hypot(lat, across) * longest_degree_m <= route_error_m * 0.95;
    }

    bool is_near(const Vertex& a, const Vertex& b, double t) const {
        return is_near(a, b, t, line_.at(std::lerp(a.fraction, b.fraction, t)));
    }

    /// True of short pieces away from the poles, whose bend is largest in the middle: what of it is
    /// not even, a cubic of the length, is a few metres there.
    bool bends_one_way(const Vertex& a, const Vertex& b) const {
        return (b.fraction - a.fraction) * line_.length_m() < 300'000 &&
               std::max(std::abs(a.position.lat), std::abs(b.position.lat)) < 80;
    }

    void add(const Vertex& a, const Vertex& b, int depth) {
        const Vertex middle = vertex((a.fraction + b.fraction) / 2);
        const bool straight =
            is_near(a, b, 0.5, middle.position) && is_near(a, b, 0.25) && is_near(a, b, 0.75);
        if (depth == 0 || straight) {
            vertices.push_back(b);
            return;
        }
        add(a, middle, depth - 1);
        add(middle, b, depth - 1);
    }

    const GeodesicLine& line_;
};

/// Which turn around the Earth a piece from a to b is on: 0 for longitudes within -180..180.
double turn_of(LonLat a, LonLat b) { return std::round((a.lon + b.lon) / 2 / 360) * 360; }

/// Where a-b crosses the antimeridian that bounds turn `turn`, if it does.
std::vector<LonLat> with_cuts(LonLat a, LonLat b) {
    std::vector<LonLat> result{a};
    const double low = std::min(a.lon, b.lon);
    const double high = std::max(a.lon, b.lon);
    for (const double cut : {-180.0, 180.0}) {
        if (low < cut && cut < high) {
            const double t = (cut - a.lon) / (b.lon - a.lon);
            result.push_back({.lon = cut, .lat = std::lerp(a.lat, b.lat, t)});
        }
    }
    if (result.size() == 3 && b.lon < a.lon) {
        std::swap(result[1], result[2]);
    }
    result.push_back(b);
    return result;
}

LonLat shifted(LonLat position, double turn) {
    return {.lon = std::clamp(position.lon - turn, -180.0, 180.0), .lat = position.lat};
}

/// Adds drawn pieces to lines, starting new ones where they have to.
class Drawing {
public:
    explicit Drawing(RouteLines& lines) : lines_{lines} {}

    void add(LonLat a, LonLat b) {
        const double turn = turn_of(a, b);
        if (lines_.empty() || turn != turn_) {
            lines_.push_back({shifted(a, turn)});
            turn_ = turn;
        }
        lines_.back().push_back(shifted(b, turn));
    }

private:
    RouteLines& lines_;
    double turn_ = 0;
};

}  // namespace

RouteLines draw_route(LonLat from, LonLat to) {
    const GeodesicLine geodesic{from, to};
    std::vector<Vertex> vertices = Path{geodesic}.vertices;
    vertices.front().position = from;  // What is computed is off in the last digit.
    LonLat& end = vertices.back().position;
    end = {.lon = to.lon + std::round((end.lon - to.lon) / 360) * 360, .lat = to.lat};
    RouteLines lines;
    Drawing drawing{lines};
    for (std::size_t i = 1; i < vertices.size(); ++i) {
        const auto pieces = with_cuts(vertices[i - 1].position, vertices[i].position);
        for (std::size_t j = 1; j < pieces.size(); ++j) {
            drawing.add(pieces[j - 1], pieces[j]);
        }
    }
    return lines;
}

RouteLines straight_route(LonLat from, LonLat to) {
    RouteLines lines;
    Drawing drawing{lines};
    const double turn = std::remainder(to.lon - from.lon, 360);
    const auto pieces = with_cuts(from, {.lon = from.lon + turn, .lat = to.lat});
    for (std::size_t j = 1; j < pieces.size(); ++j) {
        drawing.add(pieces[j - 1], pieces[j]);
    }
    LonLat& end = lines.back().back();
    if (std::abs(end.lon - to.lon) < 1) {  // And not the antimeridian by its other name.
        end = to;
    }
    return lines;
}

}  // namespace tamga::geo
