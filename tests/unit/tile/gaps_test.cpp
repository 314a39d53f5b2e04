// SPDX-License-Identifier: MIT
#include "engine/tile/gaps.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <vector>

using namespace tamga::tile;

namespace {

using Points = std::vector<WorldPoint>;

/// The vertices that a ring goes by at a zoom, if all have rank 0.
Points drawn(std::vector<OwnedRing>& rings, std::uint32_t number, const RingGaps& gaps, int zoom) {
    Points points;
    for (std::uint32_t v = 0; v < rings[number].points.size(); ++v) {
        if (gaps.open_from[v] <= zoom) {
            points.push_back(rings[number].points[v]);
        }
        for (const Detour& detour : gaps.detours) {
            if (detour.after == v && zoom <= detour.last_zoom) {
                points.push_back(rings[detour.vertex.ring].points[detour.vertex.vertex]);
            }
        }
    }
    return points;
}

/// The rings that change, after their junctions are found.
auto closed_gaps(std::vector<OwnedRing>& rings, const GapRule& rule) {
    std::vector<std::vector<VertexMarks>> marks;
    std::vector<LayerPath> paths;
    for (OwnedRing& ring : rings) {
        marks.emplace_back(ring.points.size());
        ring.marks = marks.back();
        paths.push_back({ring.points, marks.back(), ring.owner});
    }
    mark_junctions(paths);
    return close_gaps(rings, rule);
}

// Two countries side by side, y pointing down, both clockwise on the map. Between (500,200) and
// (500,800) runs a river: the western bank goes straight, the eastern one bulges to x = 540, so it
// is the longer one. Its width: a trapezoid of 40 * (600 + 400) / 2 = 20000, twice that by an
// outline of 600 + 400 + 2 * sqrt(40^2 + 100^2) = 1215.4 is 32.9.
const Points west{{0, 0}, {500, 0}, {500, 200}, {500, 500}, {500, 800}, {500, 1000}, {0, 1000}};
const Points east{{500, 0},   {1000, 0},  {1000, 1000}, {500, 1000},
                  {500, 800}, {540, 700}, {540, 300},   {500, 200}};
constexpr GapRule rule{.width = 100, .widest = 1000, .max_zoom = 6};

}  // namespace

TEST_CASE("the longer bank of a narrow river takes the other's line, until it can be seen",
          "[tile]") {
    std::vector<OwnedRing> rings{{west, 0}, {east, 1}};
    const auto closed = closed_gaps(rings, rule);
    REQUIRE(closed.size() == 1);
    const RingGaps& gaps = closed.at(1);
    const Points shared{{500, 0},   {1000, 0},  {1000, 1000}, {500, 1000},
                        {500, 800}, {500, 500}, {500, 200}};
    // 32.9 is less than 100 at zoom 0 and 50 at zoom 1, and more than 25 at zoom 2.
    CHECK(drawn(rings, 1, gaps, 0) == shared);
    CHECK(drawn(rings, 1, gaps, 1) == shared);
    CHECK(drawn(rings, 1, gaps, 2) == east);
}

TEST_CASE("a gap opens at the deepest zoom, and one too wide is never closed", "[tile]") {
    std::vector<OwnedRing> rings{{west, 0}, {east, 1}};
    CHECK(closed_gaps(rings, {.width = 10, .widest = 1000, .max_zoom = 6}).empty());
    CHECK(closed_gaps(rings, {.width = 100, .widest = 30, .max_zoom = 6}).empty());
    const auto closed = closed_gaps(rings, {.width = 1e6, .widest = 1e6, .max_zoom = 3});
    CHECK(drawn(rings, 1, closed.at(1), 2) != east);
    CHECK(drawn(rings, 1, closed.at(1), 3) == east);
    CHECK(GapRule{.width = 1e6, .widest = 1e6, .max_zoom = 0}.opens_at(1, 10) == 0);
}

TEST_CASE("a gap that is not narrow beside its small neighbour stays open while it can be seen",
          "[tile]") {
    // The eastern bank, 615 long, is that of a district of 80 * 1000 - 20000 = 60000: it can take a
    // strip of 60000 / 10 / 615 = 9.7. The river's width, 32.9, is less than an eighth of 400.
    const Points district{{500, 0},   {580, 0},   {580, 1000}, {500, 1000},
                          {500, 800}, {540, 700}, {540, 300},  {500, 200}};
    std::vector<OwnedRing> rings{{west, 0}, {district, 1}};
    const auto closed = closed_gaps(rings, {.width = 400, .widest = 1000, .max_zoom = 6});
    REQUIRE(closed.size() == 1);
    CHECK(drawn(rings, 1, closed.at(1), 0).size() == 7);
    CHECK(drawn(rings, 1, closed.at(1), 1) == district);
    CHECK(closed_gaps(rings, rule).empty());
}

TEST_CASE("what two countries both claim is closed like a gap", "[tile]") {
    const Points claim{{500, 0},   {1000, 0},  {1000, 1000}, {500, 1000},
                       {500, 800}, {460, 700}, {460, 300},   {500, 200}};
    std::vector<OwnedRing> rings{{west, 0}, {claim, 1}};
    const auto closed = closed_gaps(rings, rule);
    REQUIRE(closed.size() == 1);
    const Points shared{{500, 0},   {1000, 0},  {1000, 1000}, {500, 1000},
                        {500, 800}, {500, 500}, {500, 200}};
    CHECK(drawn(rings, 1, closed.at(1), 1) == shared);
    CHECK(drawn(rings, 1, closed.at(1), 2) == claim);
}

TEST_CASE("where borders cross, gaps and overlaps do not cancel each other", "[tile]") {
    const Points crossing{{500, 0},   {1000, 0},  {1000, 1000}, {500, 1000},
                          {500, 800}, {460, 650}, {540, 350},   {500, 200}};
    std::vector<OwnedRing> rings{{west, 0}, {crossing, 1}};
    const auto closed = closed_gaps(rings, rule);
    REQUIRE(closed.size() == 1);
    // 40 to each side: less than 50 at zoom 1, more than 25 at zoom 2.
    CHECK(drawn(rings, 1, closed.at(1), 1).size() == 7);
    CHECK(drawn(rings, 1, closed.at(1), 2) == crossing);
}

TEST_CASE("a gap that is too wide is closed where it is narrow, at its ends", "[tile]") {
    const Points lake_shore{{500, 0},   {1000, 0},  {1000, 1000}, {500, 1000}, {500, 800},
                            {510, 700}, {700, 600}, {700, 400},   {510, 300},  {500, 200}};
    std::vector<OwnedRing> rings{{west, 0}, {lake_shore, 1}};
    const auto closed = closed_gaps(rings, rule);
    REQUIRE(closed.size() == 1);
    const Points shorter{{500, 0},   {1000, 0},  {1000, 1000}, {500, 1000},
                         {500, 800}, {700, 600}, {700, 400},   {500, 200}};
    // 10 units wide: less than 12.5 at zoom 3, more than 6.25 at zoom 4.
    CHECK(drawn(rings, 1, closed.at(1), 1) == shorter);
    CHECK(drawn(rings, 1, closed.at(1), 3) == shorter);
    CHECK(drawn(rings, 1, closed.at(1), 4) == lake_shore);
}

TEST_CASE("where an island touches both banks, the gaps on its two sides are closed", "[tile]") {
    // A piece of the western country lies in the river, from bank to bank.
    const Points island{{500, 450}, {540, 450}, {540, 550}, {500, 550}};
    const Points west_bank{{0, 0},     {500, 0},   {500, 200},  {500, 450},
                           {500, 550}, {500, 800}, {500, 1000}, {0, 1000}};
    const Points east_bank{{500, 0},   {1000, 0},  {1000, 1000}, {500, 1000}, {500, 800},
                           {540, 700}, {540, 550}, {540, 450},   {540, 300},  {500, 200}};
    std::vector<OwnedRing> rings{{west_bank, 0}, {island, 0}, {east_bank, 1}};
    const auto closed = closed_gaps(rings, rule);
    // The western bank is the longest, and goes by the island, which is its own country's.
    REQUIRE(closed.size() == 1);
    const Points around{{0, 0},     {500, 0},   {500, 200}, {540, 300}, {540, 450},  {500, 450},
                        {500, 550}, {540, 550}, {540, 700}, {500, 800}, {500, 1000}, {0, 1000}};
    CHECK(drawn(rings, 0, closed.at(0), 0) == around);
}

TEST_CASE("a lake within one country, a coast, and a shared border are no gaps", "[tile]") {
    const Points plain_east{{500, 0},   {1000, 0},  {1000, 1000}, {500, 1000},
                            {500, 800}, {500, 500}, {500, 200}};
    std::vector<OwnedRing> neighbours{{west, 0}, {plain_east, 1}};
    CHECK(closed_gaps(neighbours, rule).empty());
    std::vector<OwnedRing> one_owner{{west, 0}, {east, 0}};
    CHECK(closed_gaps(one_owner, rule).empty());
}
