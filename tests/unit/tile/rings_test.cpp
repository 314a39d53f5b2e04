// SPDX-License-Identifier: MIT
#include "engine/tile/rings.hpp"

#include "engine/tile/ring_order.hpp"

#include <catch2/catch.hpp>

using namespace tamga::tile;

namespace {

const Ring square{{0, 0}, {10, 0}, {10, 10}, {0, 10}};  // Clockwise on the map: exterior.
const Ring hole{{2, 2}, {2, 4}, {4, 4}, {4, 2}};        // The other way.
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

TEST_CASE("holes are put behind the exterior ring they lie in", "[rings]") {
    std::vector<Ring> rings{hole, square, island};
    put_holes_behind_shells(rings);
    REQUIRE(rings.size() == 3);
    CHECK(rings[0] == square);
    CHECK(rings[1] == hole);
    CHECK(rings[2] == island);
}
