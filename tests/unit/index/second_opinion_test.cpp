// SPDX-License-Identifier: MIT
//
// What Boost.Geometry says of the same shapes: areas and distances on the ellipsoid, what is inside,
// what is valid, what is left of a polygon that is cut.
#include "engine/geo/measure.hpp"
#include "engine/geo/polygon_validity.hpp"
#include "engine/index/area.hpp"
#include "engine/tile/clip.hpp"

#include <boost/geometry.hpp>
#include <boost/geometry/geometries/geometries.hpp>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

using namespace tamga;
using geo::LonLat;

namespace {

namespace bg = boost::geometry;
using PlanePoint = bg::model::point<double, 2, bg::cs::cartesian>;
using PlanePolygon = bg::model::polygon<PlanePoint, false, false>;
using GlobePoint = bg::model::point<double, 2, bg::cs::geographic<bg::degree>>;
using GlobePolygon = bg::model::polygon<GlobePoint, false, false>;

constexpr double wgs84_a = 6378137;
const bg::srs::spheroid<double> wgs84{wgs84_a, wgs84_a*(1 - 1 / 298.257223563)};

using Ring = std::vector<LonLat>;

class Shapes {
public:
    explicit Shapes(unsigned seed) : random_{seed} {}

    double between(double low, double high) {
        return std::uniform_real_distribution<double>{low, high}(random_);
    }
    /// Around a centre, so that it does not cross itself.
    Ring star(LonLat centre, double size, int corners) {
        Ring ring;
        for (int i = 0; i < corners; ++i) {
            const double angle = 2 * std::numbers::pi * i / corners;
            const double away = size * between(0.3, 1);
            ring.push_back(
                {centre.lon + away * std::cos(angle), centre.lat + away * std::sin(angle)});
        }
        return ring;
    }
    /// Wherever its corners fall; on whole numbers, so that they often fall together.
    Ring tangle(int corners) {
        Ring ring;
        while (std::ssize(ring) < corners) {
            const LonLat next{std::floor(between(0, 12)), std::floor(between(0, 12))};
            if (ring.empty() || next != ring.back()) {
                ring.push_back(next);
            }
        }
        if (ring.front() == ring.back()) {
            ring.pop_back();
        }
        return ring;
    }

private:
    std::mt19937_64 random_;
};

template <class Polygon>
Polygon peer(const Ring& shell, const std::vector<Ring>& holes = {}) {
    Polygon polygon;
    for (const LonLat at : shell) {
        polygon.outer().push_back({at.lon, at.lat});
    }
    for (const Ring& hole : holes) {
        polygon.inners().emplace_back();
        for (const LonLat at : hole) {
            polygon.inners().back().push_back({at.lon, at.lat});
        }
    }
    bg::correct(polygon);
    return polygon;
}

index::Area area_of(const Ring& shell, const Ring& hole) {
    model::Features batch;
    batch.positions(shell);
    batch.end_part();
    batch.positions(hole);
    batch.end_part(true);
    batch.commit({.shape = model::Shape::polygons, .record = 1});
    index::Area area;
    area.add(batch[0]);
    area.build();
    return area;
}

}  // namespace

TEST_CASE("Boost agrees on which positions a polygon with a hole holds", "[index][opinion]") {
    Shapes shapes{1};
    int inside = 0;
    for (int i = 0; i < 1000; ++i) {
        const LonLat centre{shapes.between(-120, 120), shapes.between(-50, 50)};
        const Ring shell = shapes.star(centre, 30, 5 + i % 40);
        const Ring hole = shapes.star(centre, 8, 3 + i % 7);
        const index::Area area = area_of(shell, hole);
        const auto polygon = peer<PlanePolygon>(shell, {hole});
        for (int k = 0; k < 20; ++k) {
            const LonLat at{centre.lon + shapes.between(-32, 32),
                            centre.lat + shapes.between(-32, 32)};
            const bool holds = bg::covered_by(PlanePoint{at.lon, at.lat}, polygon);
            inside += holds ? 1 : 0;
            if (area.contains(at) != holds) {
                CAPTURE(i, at.lon, at.lat);
                CHECK(area.contains(at) == holds);
            }
        }
    }
    CHECK(inside > 1000);
    CHECK(inside < 19'000);
}

TEST_CASE("Boost agrees on which rings are valid", "[polygon][opinion]") {
    Shapes shapes{2};
    int valid = 0;
    constexpr int rings = 4000;
    for (int i = 0; i < rings; ++i) {
        const Ring ring = i % 2 == 0 ? shapes.tangle(4 + i % 5) : shapes.star({}, 10, 3 + i % 30);
        if (ring.size() < 3) {
            continue;
        }
        geo::PlaneRing ours;
        std::ranges::transform(ring, std::back_inserter(ours), [](LonLat at) {
            return geo::PlanePoint{at.lon, at.lat};
        });
        const std::vector<geo::PlanePolygon> polygons{{ours}};
        const auto reason = geo::invalidity(polygons);
        bg::validity_failure_type failure{};
        const bool is_valid = bg::is_valid(peer<PlanePolygon>(ring), failure);
        valid += is_valid ? 1 : 0;
        if (is_valid == reason.has_value()) {
            CAPTURE(i, reason.value_or("valid"), static_cast<int>(failure));
            CHECK(is_valid == !reason.has_value());
        }
    }
    CHECK(valid > rings / 2);
    CHECK(valid < rings);
}

TEST_CASE("Boost agrees on what is left of a polygon that is cut", "[clip][opinion]") {
    Shapes shapes{3};
    for (int i = 0; i < 1000; ++i) {
        const Ring ring = shapes.star({}, 100'000, 4 + i % 60);
        tile::Paths path;
        PlanePolygon polygon;
        for (const LonLat at : ring) {
            const tile::SubPoint point{std::llround(at.lon), std::llround(at.lat)};
            path.push(point);
            polygon.outer().push_back({static_cast<double>(point.x), static_cast<double>(point.y)});
        }
        path.end_path(3);
        const std::int64_t limit = std::llround(shapes.between(-90'000, 90'000));
        tile::Paths cut;
        tile::clip_rings(path, {tile::Axis::x, limit, true}, cut);
        double area = 0;
        double around = 0;
        for (std::size_t k = 0; k < cut.size(); ++k) {
            PlanePolygon part;
            for (const tile::SubPoint at : cut[k]) {
                part.outer().push_back({static_cast<double>(at.x), static_cast<double>(at.y)});
            }
            area += bg::area(part);
            around += static_cast<double>(bg::perimeter(part));
        }
        bg::model::multi_polygon<PlanePolygon> expected;
        bg::intersection(
            polygon, bg::model::box<PlanePoint>{{-2e5, -2e5}, {static_cast<double>(limit), 2e5}},
            expected);
        CAPTURE(i, limit);
        // Where an edge meets the limit is rounded to whole numbers.
        CHECK(std::abs(area - bg::area(expected)) <= 1 + around);
    }
}

TEST_CASE("Boost agrees on areas with geodesic edges", "[measure][opinion]") {
    const bg::strategy::area::geographic<bg::strategy::vincenty, 5> strategy{wgs84};
    Shapes shapes{4};
    for (int i = 0; i < 1000; ++i) {
        const double size = std::pow(10, shapes.between(-1, 1));
        const Ring ring =
            shapes.star({shapes.between(-180, 180), shapes.between(-70, 70)}, size, 3 + i % 20);
        const double theirs = bg::area(peer<GlobePolygon>(ring), strategy);
        // Its series and Vincenty's distances differ by up to some hundred square metres.
        CHECK(geo::ring_area_m2(ring, geo::Edges::geodesic) ==
              Approx(theirs).epsilon(1e-8).margin(500));
    }
}

TEST_CASE("Boost agrees on the distance to a geodesic that is near", "[measure][opinion]") {
    // Where the nearest position is close to an end, Boost takes the end (1 of 400, by up to 17 m),
    // and of what is a third of the way round or farther it is wrong by up to 17,000 km.
    const bg::strategy::distance::geographic_cross_track<bg::strategy::vincenty,
                                                         bg::srs::spheroid<double>>
        strategy{wgs84};
    Shapes shapes{5};
    int apart = 0;
    for (int i = 0; i < 2000; ++i) {
        const double span = std::pow(10, shapes.between(-2, 1.5));
        const LonLat from{shapes.between(-180, 180), shapes.between(-80, 80)};
        const auto near = [&] {
            return LonLat{std::remainder(from.lon + span * shapes.between(-1, 1), 360),
                          std::clamp(from.lat + span * shapes.between(-1, 1), -89.9, 89.9)};
        };
        const LonLat to = near();
        const LonLat position = near();
        const bg::model::segment<GlobePoint> edge{{from.lon, from.lat}, {to.lon, to.lat}};
        CAPTURE(from.lon, from.lat, to.lon, to.lat, position.lon, position.lat);
        const double ours = geo::distance_to_edge_m(position, from, to, geo::Edges::geodesic);
        const double theirs = bg::distance(GlobePoint{position.lon, position.lat}, edge, strategy);
        CHECK(ours <= theirs + 1e-4);
        apart += std::abs(ours - theirs) > 1e-4 ? 1 : 0;
    }
    CHECK(apart < 20);
}
