// SPDX-License-Identifier: MIT
#include "engine/tile/pole.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

using namespace tamga::tile;

namespace {

using WorldRing = std::vector<UnwrappedPoint>;

WorldRing box(std::int64_t west, std::int64_t north, std::int64_t east, std::int64_t south) {
    return {{west, north}, {east, north}, {east, south}, {west, south}};
}

double distance(UnwrappedPoint p, UnwrappedPoint a, UnwrappedPoint b) {
    const auto dx = static_cast<double>(b.x - a.x);
    const auto dy = static_cast<double>(b.y - a.y);
    const auto px = static_cast<double>(p.x - a.x);
    const auto py = static_cast<double>(p.y - a.y);
    const double length = dx * dx + dy * dy;
    const double t = length == 0 ? 0 : std::clamp((px * dx + py * dy) / length, 0.0, 1.0);
    return std::hypot(px - t * dx, py - t * dy);
}

double distance(UnwrappedPoint p, const std::vector<WorldRing>& rings) {
    double best = 1e300;
    for (const WorldRing& ring : rings) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            best = std::min(best, distance(p, ring[i], ring[(i + 1) % ring.size()]));
        }
    }
    return best;
}

/// By the even-odd rule, with a ray to the east.
bool is_inside(UnwrappedPoint p, const std::vector<WorldRing>& rings) {
    bool inside = false;
    for (const WorldRing& ring : rings) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const UnwrappedPoint a = ring[i];
            const UnwrappedPoint b = ring[(i + 1) % ring.size()];
            if ((a.y > p.y) != (b.y > p.y)) {
                const double at = static_cast<double>(a.x) + static_cast<double>(p.y - a.y) *
                                                                 static_cast<double>(b.x - a.x) /
                                                                 static_cast<double>(b.y - a.y);
                inside ^= at > static_cast<double>(p.x);
            }
        }
    }
    return inside;
}

/// A ring around (x, y) whose radius wanders.
WorldRing blob(std::mt19937& random, double x, double y, double radius, int vertices) {
    WorldRing ring;
    for (int i = 0; i < vertices; ++i) {
        const double angle = 2 * std::numbers::pi * i / vertices;
        const double r = radius * (0.3 + 0.7 * static_cast<double>(random()) / 4294967296.0);
        ring.push_back({static_cast<std::int64_t>(x + r * std::cos(angle)),
                        static_cast<std::int64_t>(y + r * std::sin(angle))});
    }
    return ring;
}

}  // namespace

TEST_CASE("the pole of a square is its middle", "[tile]") {
    const std::vector<WorldRing> square{box(1000, 2000, 5000, 6000)};
    const Pole pole = pole_of_inaccessibility(square);
    CHECK(pole.at == UnwrappedPoint{3000, 4000});
    CHECK(pole.distance == 2000);
}

TEST_CASE("the pole keeps away from holes, and lies in the wide part of a shape", "[tile]") {
    // A room of 4000 with a pillar in the middle: the largest circle touches it and a corner's two
    // walls. Its radius r: (2000 - r) * sqrt(2) - 500 * sqrt(2) = r, by symmetry on the diagonal
    // of the pillar's corner.
    const std::vector<WorldRing> room{box(0, 0, 4000, 4000), box(1500, 1500, 2500, 2500)};
    const double radius = 1500 * std::numbers::sqrt2 / (1 + std::numbers::sqrt2);
    CHECK(pole_of_inaccessibility(room).distance == Approx(radius).epsilon(0.01));
    // A thin handle and a square pan.
    const std::vector<WorldRing> pan{{{0, 0},
                                      {10000, 0},
                                      {10000, -900},
                                      {12000, -900},
                                      {12000, 1100},
                                      {10000, 1100},
                                      {10000, 100},
                                      {0, 100}}};
    const Pole pole = pole_of_inaccessibility(pan);
    CHECK(pole.distance == Approx(1000).epsilon(0.01));
    CHECK(pole.at.x == Approx(11000).margin(20));
}

TEST_CASE("no place of a fine grid is farther inside than the pole, but for one per cent",
          "[tile]") {
    std::mt19937 random{5};
    for (int round = 0; round < 40; ++round) {
        CAPTURE(round);
        std::vector<WorldRing> rings{blob(random, 0, 0, 1e6, 5 + round * 4)};
        if (round % 3 == 0) {
            rings.push_back(blob(random, 1e4, 2e4, 1.5e5, 9));
        }
        const Pole pole = pole_of_inaccessibility(rings);
        CHECK(is_inside(pole.at, rings));
        CHECK(distance(pole.at, rings) == Approx(pole.distance));
        for (std::int64_t x = -1000000; x <= 1000000; x += 40000) {
            for (std::int64_t y = -1000000; y <= 1000000; y += 40000) {
                if (is_inside({x, y}, rings) && distance({x, y}, rings) > pole.distance * 1.01) {
                    FAIL("at " << x << ", " << y);
                }
            }
        }
    }
}

TEST_CASE("vertices at the heights of the squares' middles do not turn inside out", "[tile]") {
    // A comb whose teeth end where the search looks: exact ties in every comparison.
    WorldRing comb{{0, 0}};
    for (std::int64_t x = 0; x < 4096; x += 512) {
        comb.insert(comb.end(),
                    {{x + 128, 2048}, {x + 256, 2048}, {x + 256, 1024}, {x + 512, 1024}});
    }
    comb.insert(comb.end(), {{4096, 4096}, {0, 4096}});
    const std::vector<WorldRing> rings{comb};
    const Pole pole = pole_of_inaccessibility(rings);
    CHECK(is_inside(pole.at, rings));
    CHECK(distance(pole.at, rings) == Approx(pole.distance));
    CHECK(pole.distance >= 1024 * 0.99);
}

TEST_CASE("what has no inside answers with a vertex", "[tile]") {
    const std::vector<WorldRing> flat{{{7, 7}, {90, 7}, {40, 7}}};
    CHECK(pole_of_inaccessibility(flat).at == UnwrappedPoint{7, 7});
    const std::vector<WorldRing> dot{{{7, 7}}};
    CHECK(pole_of_inaccessibility(dot).at == UnwrappedPoint{7, 7});
}
