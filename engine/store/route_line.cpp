// SPDX-License-Identifier: MIT
#include "engine/store/route_line.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tamga::store {
namespace {

constexpr double longest_degree_m = 111'700;  // Of latitude at a pole: 111,694 m.
constexpr int deepest = 26;                   // 20,000 km halved so often is 0.3 m.

struct Vertex {
    double fraction = 0;
    geo::LonLat position;  ///< Its longitude goes on past 180.
};

/// Halves the geodesic until each chord is close enough at its quarters.
class Path {
public:
    explicit Path(const geo::GeodesicLine& line) : line_{line} {
        const Vertex start = vertex(0);
        vertices.push_back(start);
        add(start, vertex(1), deepest);
    }

    std::vector<Vertex> vertices;

private:
    Vertex vertex(double fraction) const { return {fraction, line_.unrolled_at(fraction)}; }

    /// True if the chord passes the geodesic's position at `t` closely enough, of which a twentieth
    /// is kept in hand for what lies between the positions tried.
    bool is_near(const Vertex& a, const Vertex& b, double t, geo::LonLat real) const {
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

    const geo::GeodesicLine& line_;
};

/// Which turn around the Earth a piece from a to b is on: 0 for longitudes within -180..180.
double turn_of(geo::LonLat a, geo::LonLat b) { return std::round((a.lon + b.lon) / 2 / 360) * 360; }

/// Where a-b crosses the antimeridian that bounds turn `turn`, if it does.
std::vector<geo::LonLat> with_cuts(geo::LonLat a, geo::LonLat b) {
    std::vector<geo::LonLat> result{a};
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

geo::LonLat shifted(geo::LonLat position, double turn) {
    return {.lon = std::clamp(position.lon - turn, -180.0, 180.0), .lat = position.lat};
}

void extend(geo::Box& box, geo::LonLat p) {
    box.south_west = {.lon = std::min(box.south_west.lon, p.lon),
                      .lat = std::min(box.south_west.lat, p.lat)};
    box.north_east = {.lon = std::max(box.north_east.lon, p.lon),
                      .lat = std::max(box.north_east.lat, p.lat)};
}

/// Room for what the drawn line strays, four times over, on both sides of the antimeridian; beside
/// a pole, all longitudes.
void add_widened(std::vector<geo::Box>& boxes, const geo::Box& box) {
    constexpr double shortest_degree_m = 110'500;  // Of latitude at the equator: 110,574 m.
    const double lat = 4 * route_error_m / shortest_degree_m;
    const double south = std::max(box.south_west.lat - lat, -90.0);
    const double north = std::min(box.north_east.lat + lat, 90.0);
    const double widest = std::max(std::abs(south), std::abs(north));
    const double lon = widest >= 89.5 ? 360 : lat / std::cos(widest * std::numbers::pi / 180);
    const double west = box.south_west.lon - lon;
    const double east = box.north_east.lon + lon;
    const auto add = [&](double from, double to) {
        boxes.push_back({{.lon = from, .lat = south}, {.lon = to, .lat = north}});
    };
    add(std::max(west, -180.0), std::min(east, 180.0));
    if (west < -180 && east < 180) {
        add(west + 360, 180);
    }
    if (east > 180 && west > -180) {
        add(-180, east - 360);
    }
}

/// Adds drawn pieces to lines and boxes, starting new ones where they have to.
class Drawing {
public:
    Drawing(RouteLine& route, double piece) : route_{route}, piece_{piece} {}

    /// From a to b, which lie between those fractions of the whole.
    void add(geo::LonLat a, geo::LonLat b, double from, double to) {
        const double turn = turn_of(a, b);
        if (route_.lines.empty() || turn != turn_) {
            route_.lines.push_back({shifted(a, turn)});
            turn_ = turn;
            begin_box(shifted(a, turn), from);
        } else if (to - box_begin_ > piece_) {
            begin_box(shifted(a, turn), from);
        }
        route_.lines.back().push_back(shifted(b, turn));
        extend(route_.boxes.back(), shifted(b, turn));
    }

private:
    void begin_box(geo::LonLat at, double fraction) {
        route_.boxes.push_back({at, at});
        box_begin_ = fraction;
    }

    RouteLine& route_;
    double piece_;
    double turn_ = 0;
    double box_begin_ = 0;
};

}  // namespace

RouteLine draw_route(geo::LonLat from, geo::LonLat to, double piece_m) {
    const geo::GeodesicLine geodesic{from, to};
    std::vector<Vertex> vertices = Path{geodesic}.vertices;
    vertices.front().position = from;  // What is computed is off in the last digit.
    geo::LonLat& end = vertices.back().position;
    end = {.lon = to.lon + std::round((end.lon - to.lon) / 360) * 360, .lat = to.lat};
    RouteLine route;
    route.length_m = geodesic.length_m();
    Drawing drawing{route, piece_m / std::max(geodesic.length_m(), 1.0)};
    for (std::size_t i = 1; i < vertices.size(); ++i) {
        const auto pieces = with_cuts(vertices[i - 1].position, vertices[i].position);
        for (std::size_t j = 1; j < pieces.size(); ++j) {
            drawing.add(pieces[j - 1], pieces[j], vertices[i - 1].fraction, vertices[i].fraction);
        }
    }
    std::vector<geo::Box> boxes;
    for (const geo::Box& box : route.boxes) {
        add_widened(boxes, box);
    }
    route.boxes = std::move(boxes);
    return route;
}

}  // namespace tamga::store
