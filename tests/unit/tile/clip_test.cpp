// SPDX-License-Identifier: MIT
#include "engine/tile/clip.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <set>
#include <vector>

using namespace tamga::tile;

namespace {

Paths paths(std::initializer_list<std::initializer_list<SubPoint>> all) {
    Paths made;
    for (const auto& path : all) {
        for (const SubPoint p : path) {
            made.push(p);
        }
        made.end_path(2);
    }
    return made;
}

std::int64_t doubled_area(const Paths& rings) {
    std::int64_t sum = 0;
    for (std::size_t k = 0; k < rings.size(); ++k) {
        const auto ring = rings[k];
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const SubPoint a = ring[i];
            const SubPoint b = ring[(i + 1) % ring.size()];
            sum += a.x * b.y - b.x * a.y;
        }
    }
    return sum;
}

}  // namespace

TEST_CASE("a line is cut where it crosses the limit, into as many parts", "[clip]") {
    const Paths zigzag = paths({{{0, 0}, {100, 10}, {0, 20}, {100, 30}}});
    Paths out;
    clip_lines(zigzag, {Axis::x, 50, true}, out);
    REQUIRE(out.size() == 2);
    CHECK(out[0].back() == SubPoint{50, 5});
    CHECK(out[1].front() == SubPoint{50, 15});
    CHECK(out[1].back() == SubPoint{50, 25});
}

TEST_CASE("a polygon with two fingers falls apart into two rings", "[clip]") {
    // A U that lies on its side: cut through both arms.
    const Paths u =
        paths({{{0, 0}, {100, 0}, {100, 10}, {20, 10}, {20, 20}, {100, 20}, {100, 30}, {0, 30}}});
    Paths out;
    clip_rings(u, {Axis::x, 50, false}, out);
    REQUIRE(out.size() == 2);
    CHECK(doubled_area(out) == 2 * (50 * 10 + 50 * 10));
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK(out[i].size() == 4);
    }
}

TEST_CASE("a hole that is cut becomes part of the edge", "[clip]") {
    const Paths holed =
        paths({{{0, 0}, {100, 0}, {100, 100}, {0, 100}}, {{40, 40}, {40, 60}, {60, 60}, {60, 40}}});
    Paths out;
    clip_rings(holed, {Axis::x, 50, true}, out);
    REQUIRE(out.size() == 1);
    CHECK(doubled_area(out) == 2 * (50 * 100 - 10 * 20));
}

TEST_CASE("a polygon round the half plane becomes the half plane's edge", "[clip]") {
    const Paths square = paths({{{-100, -100}, {100, -100}, {100, 100}, {-100, 100}}});
    Paths first;
    Paths second;
    clip_rings(square, {Axis::x, 10, true}, first);
    clip_rings(first, {Axis::y, -10, false}, second);
    REQUIRE(second.size() == 1);
    CHECK(doubled_area(second) == 2 * 110 * 110);
}

TEST_CASE("property: both sides of a cut add up to the whole, and share its crossings",
          "[clip][property]") {
    // A star of changing radii round the origin is always simple.
    const int seed = GENERATE(range(1, 60));
    Paths star;
    for (int i = 0; i < 24; ++i) {
        const double angle = i * 2 * 3.14159265358979 / 24;
        const double radius = 200 + ((i * 7919 + seed * 104729) % 800);
        star.push({static_cast<std::int64_t>(radius * std::cos(angle)),
                   static_cast<std::int64_t>(radius * std::sin(angle))});
    }
    star.end_path(3);
    const std::int64_t limit = seed * 7 - 210;
    Paths left;
    Paths right;
    clip_rings(star, {Axis::x, limit, true}, left);
    clip_rings(star, {Axis::x, limit, false}, right);
    // Each crossing is rounded to a unit, in both halves alike.
    CHECK(doubled_area(left) + doubled_area(right) ==
          Approx(static_cast<double>(doubled_area(star))).margin(24 * 1000));
    std::multiset<std::int64_t> ends[2];
    for (const Paths* half : {&left, &right}) {
        for (std::size_t k = 0; k < half->size(); ++k) {
            for (const SubPoint p : (*half)[k]) {
                if (p.x == limit) {
                    ends[half == &right].insert(p.y);
                }
            }
        }
    }
    CHECK(ends[0] == ends[1]);
}

TEST_CASE("property: wherever a ring begins, it is cut at the same points", "[clip][property]") {
    const int seed = GENERATE(range(1, 20));
    std::vector<SubPoint> comb;
    for (int i = 0; i < 30; ++i) {  // Teeth of several vertices on either side of the limit.
        comb.push_back(
            {10 * i, 100 + ((i * 7919 + seed * 104729) % 400) * (i / 3 % 2 == 0 ? 1 : -1)});
    }
    comb.push_back({300, 2000});
    comb.push_back({-1, 2000});
    std::multiset<SubPoint> first;
    for (std::size_t start = 0; start < comb.size(); ++start) {
        Paths ring;
        ring.append(comb);
        ring.end_path(3);
        Paths out;
        clip_rings(ring, {Axis::y, 100, seed % 2 == 0}, out);
        std::multiset<SubPoint> points;
        for (std::size_t k = 0; k < out.size(); ++k) {
            points.insert(out[k].begin(), out[k].end());
        }
        first = start == 0 ? points : first;
        CHECK(points == first);
        std::ranges::rotate(comb, comb.begin() + 1);
    }
    CHECK(first.size() > 10);
}

TEST_CASE("rings that lie on one side of a cut stay as they are, or go", "[clip]") {
    const Paths rings = paths({{{0, 0}, {9, 0}, {9, 9}}, {{20, 0}, {29, 0}, {29, 9}}});
    Paths out;
    clip_rings(rings, {Axis::x, 9, true}, out);
    REQUIRE(out.size() == 1);
    CHECK(std::ranges::equal(out[0], rings[0]));
    CHECK(out.box().max_x == 9);
    out.clear();
    clip_rings(rings, {Axis::x, 20, false}, out);
    REQUIRE(out.size() == 1);
    CHECK(std::ranges::equal(out[0], rings[1]));
    CHECK(out.box_of(0).min_x == 20);
}
