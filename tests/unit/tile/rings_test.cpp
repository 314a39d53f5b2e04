// SPDX-License-Identifier: MIT
#include "engine/tile/rings.hpp"

#include <catch2/catch.hpp>

using namespace tamga::tile;

namespace {

const Ring square{{0, 0}, {10, 0}, {10, 10}, {0, 10}};      // Clockwise on the map: exterior.
const Ring hole{{2, 2}, {2, 4}, {4, 4}, {4, 2}};            // The other way.
const Ring island{{12, 0}, {14, 0}, {14, 2}, {12, 2}};

}  // namespace

TEST_CASE("an exterior ring has a positive area, with y pointing down", "[rings]") {
    CHECK(doubled_area(square) == 200);
    CHECK(doubled_area(hole) == -8);
}

TEST_CASE("cleaning takes off repeated vertices and spikes, and keeps vertices on straight lines",
          "[rings]") {
    Ring ring{{0, 0}, {5, 0}, {5, 0}, {10, 0}, {20, 0}, {10, 0}, {10, 10}, {0, 10}};
    clean(ring);
    CHECK(ring == Ring{{0, 0}, {5, 0}, {10, 0}, {10, 10}, {0, 10}});
}

TEST_CASE("cleaning sees a spike where the ring closes", "[rings]") {
    Ring ring{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 20}, {0, 10}};
    clean(ring);
    CHECK(doubled_area(ring) == 200);
    CHECK(surely_valid(std::vector<Ring>{ring}));

    Ring starts_with_spike{{20, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}, {10, 0}};
    clean(starts_with_spike);
    CHECK(doubled_area(starts_with_spike) == 200);
}

TEST_CASE("what has no area is cleaned away", "[rings]") {
    for (Ring ring : {Ring{{0, 0}, {5, 5}}, Ring{{0, 0}, {5, 5}, {10, 10}},
                      Ring{{0, 0}, {5, 5}, {0, 0}, {5, 5}}, Ring{}}) {
        clean(ring);
        CHECK(ring.empty());
    }
}

TEST_CASE("rings that do not touch and lie as their directions say are valid", "[rings]") {
    CHECK(surely_valid(std::vector<Ring>{square}));
    CHECK(surely_valid(std::vector<Ring>{square, hole}));
    CHECK(surely_valid(std::vector<Ring>{square, hole, island}));
}

TEST_CASE("rings that cross, touch, or lie at the wrong depth are not surely valid", "[rings]") {
    const Ring bow{{0, 0}, {10, 10}, {10, 0}, {0, 10}};
    const Ring touching_itself{{0, 0}, {10, 0}, {5, 5}, {10, 10}, {0, 10}, {5, 5}};
    const Ring hole_outside{{20, 20}, {20, 24}, {24, 24}, {24, 20}};
    const Ring shell_inside{{5, 5}, {6, 5}, {6, 6}, {5, 6}};
    const Ring hole_at_edge{{0, 2}, {2, 4}, {4, 2}};
    CHECK_FALSE(surely_valid(std::vector<Ring>{bow}));
    CHECK_FALSE(surely_valid(std::vector<Ring>{touching_itself}));
    CHECK_FALSE(surely_valid(std::vector<Ring>{square, hole_outside}));
    CHECK_FALSE(surely_valid(std::vector<Ring>{square, shell_inside}));
    CHECK_FALSE(surely_valid(std::vector<Ring>{square, hole_at_edge}));
}

TEST_CASE("holes are put behind the exterior ring they lie in", "[rings]") {
    std::vector<Ring> rings{hole, square, island};
    put_holes_behind_shells(rings);
    REQUIRE(rings.size() == 3);
    CHECK(rings[0] == square);
    CHECK(rings[1] == hole);
    CHECK(rings[2] == island);
}
