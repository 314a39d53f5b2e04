// SPDX-License-Identifier: MIT
#include "engine/tile/rings/rings.hpp"

#include "engine/tile/rings/ring_order.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace tamga::tile;

namespace {

using Ring = std::vector<GridPoint>;

Ring clean(Ring ring) {
    const auto kept = cleaned(ring);
    return {kept.begin(), kept.end()};
}

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
    const Ring ring{{0, 0}, {5, 0}, {5, 0}, {10, 0}, {20, 0}, {10, 0}, {10, 10}, {0, 10}};
    CHECK(clean(ring) == Ring{{0, 0}, {5, 0}, {10, 0}, {10, 10}, {0, 10}});
}

TEST_CASE("cleaning sees a spike where the ring closes", "[rings]") {
    const Ring ring{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 20}, {0, 10}};
    CHECK(doubled_area(clean(ring)) == 200);

    const Ring starts_with_spike{{20, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}, {10, 0}};
    CHECK(doubled_area(clean(starts_with_spike)) == 200);
}

TEST_CASE("what has no area is cleaned away", "[rings]") {
    for (const Ring& ring : {Ring{{0, 0}, {5, 5}}, Ring{{0, 0}, {5, 5}, {10, 10}},
                             Ring{{0, 0}, {5, 5}, {0, 0}, {5, 5}}, Ring{}}) {
        CHECK(clean(ring).empty());
    }
}

TEST_CASE("holes are put behind the exterior ring they lie in", "[rings]") {
    GridPaths rings;
    for (const Ring& ring : {hole, square, island}) {
        append_cleaned(ring, rings);
    }
    RingOrder sorter;
    const auto order = sorter.order(rings);
    CHECK(std::vector<std::uint32_t>(order.begin(), order.end()) ==
          std::vector<std::uint32_t>{1, 0, 2});
}
