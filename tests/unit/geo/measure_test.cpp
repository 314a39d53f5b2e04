// SPDX-License-Identifier: MIT
#include "engine/geo/measure.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

using namespace tamga::geo;

namespace {

using Ring = std::vector<LonLat>;

Ring box(double west, double south, double east, double north) {
    return {{west, south}, {east, south}, {east, north}, {west, north}};
}

/// The ring with each edge in `pieces` pieces that are straight in longitude and latitude.
Ring in_pieces(const Ring& ring, int pieces) {
    Ring fine;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const LonLat a = ring[i];
        const LonLat b = ring[(i + 1) % ring.size()];
        for (int k = 0; k < pieces; ++k) {
            const double part = static_cast<double>(k) / pieces;
            fine.push_back({std::lerp(a.lon, b.lon, part), std::lerp(a.lat, b.lat, part)});
        }
    }
    return fine;
}

/// The least distance to a way by brute force: the nearest of many samples, then by thirds.
template <class At>
double sampled_distance_m(LonLat position, At at) {
    constexpr int samples = 2000;
    const auto away_m = [&](double fraction) { return distance_m(at(fraction), position); };
    int best = 0;
    double best_m = std::numeric_limits<double>::infinity();
    for (int i = 0; i <= samples; ++i) {
        if (const double now_m = away_m(static_cast<double>(i) / samples); now_m < best_m) {
            best = i;
            best_m = now_m;
        }
    }
    double from = std::max(best - 1, 0) / static_cast<double>(samples);
    double to = std::min(best + 1, samples) / static_cast<double>(samples);
    for (int i = 0; i < 70; ++i) {
        const double third = (to - from) / 3;
        (away_m(from + third) < away_m(to - third) ? to : from) +=
            (away_m(from + third) < away_m(to - third) ? -third : third);
    }
    return std::min(best_m, away_m((from + to) / 2));
}

}  // namespace

TEST_CASE("areas on the ellipsoid are those that are known", "[measure]") {
    // The whole of WGS 84: 510,065,621.724 km² (NIMA TR8350.2; Karney 2013).
    constexpr double earth_m2 = 510'065'621.724e6;
    CHECK(ring_area_m2(box(-180, -90, 180, 90), Edges::drawn) == Approx(earth_m2).epsilon(1e-12));
    CHECK(ring_area_m2(box(-180, -90, 180, 0), Edges::drawn) ==
          Approx(earth_m2 / 2).epsilon(1e-12));
    const Ring octant{{0, 0}, {90, 0}, {0, 90}};
    CHECK(ring_area_m2(octant, Edges::geodesic) == Approx(earth_m2 / 8).epsilon(1e-12));
    // What Planimeter of GeographicLib prints for 0 0, 0 1, 1 1, 1 0.
    CHECK(ring_area_m2(box(0, 0, 1, 1), Edges::geodesic) == Approx(12'308.778e6).epsilon(1e-7));
}

TEST_CASE("the sign of an area is that of the ring's direction", "[measure]") {
    for (const Edges edges : {Edges::drawn, Edges::geodesic}) {
        Ring ring = box(10, -20, 12, 30);
        const double area = ring_area_m2(ring, edges);
        CHECK(area > 0);
        std::ranges::reverse(ring);
        CHECK(ring_area_m2(ring, edges) == Approx(-area).epsilon(1e-12));
        CHECK(ring_area_m2(std::span{ring}.first(2), edges) == 0);
        CHECK(ring_area_m2({}, edges) == 0);
    }
}

TEST_CASE("a parallel is an edge of a drawn ring, and a geodesic is not", "[measure]") {
    // Along 49°N from -123 to -95: the geodesic goes some 90 km north of it.
    const Ring south = box(-123, 45, -95, 49);
    const double drawn = ring_area_m2(south, Edges::drawn);
    const double geodesic = ring_area_m2(south, Edges::geodesic);
    CHECK(std::abs(drawn - geodesic) > 1e9);
    CHECK(ring_area_m2(in_pieces(south, 2000), Edges::geodesic) == Approx(drawn).epsilon(1e-7));
}

TEST_CASE("drawn areas are what fine pieces by PolygonArea come to, wherever they lie",
          "[measure]") {
    std::mt19937_64 random{5};
    std::uniform_real_distribution<double> unit{-1, 1};
    for (int i = 0; i < 60; ++i) {
        const LonLat centre{180 * unit(random), 60 * unit(random)};
        const double size = std::pow(10, 1.3 * unit(random));  // 0.05 to 20 degrees.
        Ring ring;
        for (int k = 0; k < 7; ++k) {
            const double angle = k * 0.897;
            const double away = size * (1.2 + 0.3 * unit(random));
            ring.push_back({centre.lon + away * std::cos(angle),
                            std::clamp(centre.lat + away * std::sin(angle), -90.0, 90.0)});
        }
        CAPTURE(centre.lon, centre.lat, size);
        CHECK(ring_area_m2(ring, Edges::drawn) ==
              Approx(ring_area_m2(in_pieces(ring, 1500), Edges::geodesic)).epsilon(1e-6));
    }
}

TEST_CASE("a ring may go on past 180, or be drawn along the pole", "[measure]") {
    CHECK(ring_area_m2(box(170, 10, 190, 20), Edges::drawn) ==
          Approx(ring_area_m2(box(-10, 10, 10, 20), Edges::drawn)).epsilon(1e-12));
    const Ring cap{{-180, -90}, {180, -90}, {180, -80}, {90, -80},
                   {0, -80},    {-90, -80}, {-180, -80}};
    const Ring half{{0, -90}, {180, -90}, {180, -80}, {0, -80}};
    CHECK(ring_area_m2(cap, Edges::drawn) ==
          Approx(2 * ring_area_m2(half, Edges::drawn)).epsilon(1e-12));
    const Ring around{{0, 80}, {90, 80}, {180, 80}, {-90, 80}};
    CHECK(ring_area_m2(around, Edges::geodesic) == Approx(2'507'270.031e6).epsilon(1e-9));
}

TEST_CASE("a line is as long as its geodesics together", "[measure]") {
    const Ring line{{0, 0}, {1, 0}, {1, 1}};
    // A degree of the equator is a π / 180; of its meridian there, 110,574.389 m.
    CHECK(line_length_m(line) == Approx(111'319.491 + 110'574.389).margin(0.001));
    CHECK(line_length_m(Ring{{179, 0}, {-179, 0}}) == Approx(2 * 111'319.491).margin(0.001));
    CHECK(line_length_m(Ring{{5, 5}}) == 0);
}

TEST_CASE("the distance to an edge is that to its nearest position", "[measure]") {
    std::mt19937_64 random{6};
    std::uniform_real_distribution<double> unit{-1, 1};
    for (const double span : {0.001, 0.1, 5.0, 90.0}) {
        for (int i = 0; i < 25; ++i) {
            const LonLat from{180 * unit(random), 89 * unit(random)};
            const auto near = [&] {
                return LonLat{from.lon + span * unit(random),
                              std::clamp(from.lat + span * unit(random), -90.0, 90.0)};
            };
            const LonLat to = near();
            const LonLat position = near();
            CAPTURE(from.lon, from.lat, to.lon, to.lat, position.lon, position.lat);
            const GeodesicLine line{from, to};
            CHECK(distance_to_edge_m(position, from, to, Edges::geodesic) ==
                  Approx(sampled_distance_m(position, [&](double part) {
                      return line.at(part);
                  })).margin(2e-5));
            CHECK(distance_to_edge_m(position, from, to, Edges::drawn) ==
                  Approx(sampled_distance_m(position, [&](double part) {
                      return LonLat{std::lerp(from.lon, to.lon, part),
                                    std::lerp(from.lat, to.lat, part)};
                  })).margin(2e-5));
        }
    }
}

TEST_CASE("the distance is that to an end, or nothing, where that is nearest", "[measure]") {
    for (const Edges edges : {Edges::drawn, Edges::geodesic}) {
        CHECK(distance_to_edge_m({-1, 0}, {0, 0}, {60, 0}, edges) ==
              Approx(distance_m({-1, 0}, {0, 0})).margin(1e-6));
        CHECK(distance_to_edge_m({17.3, 0}, {0, 0}, {60, 0}, edges) < 1e-5);
        CHECK(distance_to_edge_m({30, 1}, {0, 0}, {60, 0}, edges) ==
              Approx(distance_m({30, 1}, {30, 0})).margin(1e-5));
        CHECK(distance_to_edge_m({0, 1}, {0, 0}, {0, 0}, edges) ==
              Approx(110'574.389).margin(0.001));
        CHECK(distance_to_edge_m({0, 30}, {0, 0}, {0, 90}, edges) < 1e-5);
    }
    // Over the pole, and across the antimeridian.
    CHECK(distance_to_edge_m({90, 89}, {0, 80}, {180, 80}, Edges::geodesic) ==
          Approx(distance_m({90, 89}, {0, 90})).margin(1e-5));
    CHECK(distance_to_edge_m({180, 1}, {170, 0}, {-170, 0}, Edges::geodesic) ==
          Approx(110'574.389).margin(0.001));
    CHECK(distance_to_edge_m({180, 1}, {170, 0}, {190, 0}, Edges::drawn) ==
          Approx(110'574.389).margin(0.001));
}
