// SPDX-License-Identifier: MIT
#include "engine/tile/rings/winding_walk.hpp"

#include "engine/tile/rings/noding.hpp"
#include "engine/tile/rings/ring_order.hpp"
#include "engine/tile/rings/rings.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <vector>

using namespace tamga::tile;

namespace {

/// Random rings, cut wherever they meet, without spikes.
GridPaths tangle(unsigned seed, int width) {
    std::mt19937 random{seed};
    GridPaths rings;
    for (auto left = 1 + random() % 6; left > 0; --left) {
        for (auto points = 3 + random() % 40; points > 0; --points) {
            const auto x = static_cast<std::int32_t>(random() % static_cast<unsigned>(width));
            const auto y = static_cast<std::int32_t>(random() % static_cast<unsigned>(width));
            rings.push({x - 5, y - 5});
        }
        rings.end_path(1);
    }
    REQUIRE(Noder{}.node(rings) != Noder::Outcome::not_converged);
    GridPaths clean;
    for (std::size_t r = 0; r < rings.size(); ++r) {
        append_cleaned(rings[r], clean);
    }
    return clean;
}

std::vector<CountedEdge> edges_of(const GridPaths& rings) {
    std::vector<CountedEdge> edges;
    for (std::uint32_t r = 0; r < rings.size(); ++r) {
        append_edges(rings[r], r, edges);
    }
    return edges;
}

bool walk_all(WindingWalk& walk, const GridPaths& rings) {
    for (std::uint32_t r = 0; r < rings.size(); ++r) {
        if (!walk.walk(rings[r], r)) {
            return false;
        }
    }
    return true;
}

/// A square round a middle, with the area to its right, or to its left if it is a hole.
void append_square(GridPoint middle, std::int32_t half, bool hole, GridPaths& rings) {
    const auto [x, y] = middle;
    rings.push({x - half, y - half});
    rings.push(hole ? GridPoint{x - half, y + half} : GridPoint{x + half, y - half});
    rings.push({x + half, y + half});
    rings.push(hole ? GridPoint{x + half, y - half} : GridPoint{x - half, y + half});
    rings.end_path(1);
}

}  // namespace

TEST_CASE("property: to walk along rings gives the windings that sorted edges give",
          "[tile][property]") {
    const int width = GENERATE(8, 40, 4000);
    WindingWalk walk;  // One for all: nothing of the last rings may be left.
    for (unsigned seed = 0; seed < 60; ++seed) {
        const GridPaths rings = tangle(seed, width);
        const std::vector<CountedEdge> edges = edges_of(rings);
        const std::vector<BesideEdge> places(edges.begin(), edges.end());
        EdgeStrips strips;
        strips.assign(edges);
        walk.assign(places);
        if (!walk_all(walk, rings)) {
            continue;
        }
        std::size_t wrong = 0;
        for (std::size_t i = 0; i < edges.size(); ++i) {
            wrong += walk.winding(i) == strips.winding_beside(edges[i]) ? 0U : 1U;
        }
        INFO("seed " << seed << ", " << edges.size() << " edges");
        CHECK(wrong == 0);
    }
}

TEST_CASE("rings that pass to and fro over all places are not walked to the end",
          "[tile][property]") {
    GridPaths rings;
    for (std::int32_t i = 0; i < 1000; ++i) {
        rings.push({i % 2 == 0 ? i / 2 : 3000 - i / 2, i});
    }
    rings.end_path(1);
    const std::vector<CountedEdge> edges = edges_of(rings);
    WindingWalk walk;
    walk.assign(std::vector<BesideEdge>(edges.begin(), edges.end()));
    CHECK_FALSE(walk_all(walk, rings));
}

TEST_CASE("a place knows the one ring that is round it", "[tile]") {
    GridPaths rings;
    append_square({10, 10}, 8, false, rings);
    append_square({40, 10}, 8, false, rings);
    append_square({40, 40}, 8, false, rings);
    const std::vector<BesideEdge> places{BesideEdge{counted_edge({39, 9}, {41, 9})},
                                         BesideEdge{counted_edge({10, 9}, {10, 11})},
                                         BesideEdge{counted_edge({24, 9}, {26, 9})}};
    WindingWalk walk;
    walk.assign(places);
    REQUIRE(walk_all(walk, rings));
    CHECK(walk.winding(0) == 1);
    CHECK(walk.only_owner(0) == 1);
    CHECK(walk.winding(1) == 1);
    CHECK(walk.only_owner(1) == 0);
    CHECK(walk.winding(2) == 0);
}

TEST_CASE("holes in the boxes of several exterior rings come behind the one round them",
          "[tile][property]") {
    std::mt19937 random{GENERATE(range(1U, 30U))};
    GridPaths rings;
    // An L lies round the foot of each tower of squares within squares, every other one a hole.
    const auto tower = [&](GridPoint middle, std::int32_t half) {
        for (bool hole = false; half > 0; hole = !hole) {
            append_square(middle, half, hole, rings);
            half -= 1 + static_cast<std::int32_t>(random() % 12);
        }
    };
    for (std::int32_t i = 0; i < 6; ++i) {
        const std::int32_t x = 200 * i;
        const GridPoint foot[] = {{x, 0},         {x + 20, 0},    {x + 20, 160},
                                  {x + 180, 160}, {x + 180, 180}, {x, 180}};
        rings.append(foot);
        rings.end_path(1);
        append_square({x + 10, 90}, 2, true, rings);
        tower({x + 90, 80}, 60);
    }
    RingOrder order;
    std::uint32_t shell = 0;
    std::size_t ordered = 0;
    for (const std::uint32_t r : order.order(rings)) {
        ++ordered;
        if (doubled_area(rings[r]) > 0) {
            shell = r;
        } else {  // Each was appended right after the ring that is round it.
            CHECK(r == shell + 1);
        }
    }
    CHECK(ordered == rings.size());
}
