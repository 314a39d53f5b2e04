// SPDX-License-Identifier: MIT
#include "engine/tile/positive_fill.hpp"
#include "engine/tile/noding.hpp"

#include "engine/geo/polygon_validity.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using namespace tamga::tile;

namespace {

std::int64_t doubled_area_of(const std::vector<Ring>& rings) {
    std::int64_t sum = 0;
    for (const Ring& ring : rings) {
        sum += doubled_area(ring);
    }
    return sum;
}

std::vector<tamga::geo::PlanePolygon> polygons_of(const std::vector<Ring>& rings) {
    std::vector<tamga::geo::PlanePolygon> polygons;
    for (const Ring& ring : rings) {
        if (doubled_area(ring) > 0) {
            polygons.emplace_back();
        }
        tamga::geo::PlaneRing plane;
        for (const GridPoint p : ring) {
            plane.push_back({static_cast<double>(p.x), static_cast<double>(p.y)});
        }
        polygons.back().push_back(plane);
    }
    return polygons;
}

Ring random_ring(std::mt19937& random, int size, int range) {
    Ring ring;
    for (int i = 0; i < size; ++i) {
        ring.push_back({static_cast<std::int32_t>(random() % static_cast<unsigned>(range)),
                        static_cast<std::int32_t>(random() % static_cast<unsigned>(range))});
    }
    return ring;
}

std::vector<Ring> noded(std::vector<Ring> rings) {
    std::vector<std::vector<Ring>> features{std::move(rings)};
    REQUIRE(node_together(features));
    return features[0];
}

std::vector<Ring> filled_rings(const std::vector<Ring>& rings) {
    return positive_fill(noded(rings));
}

std::vector<Ring> made_valid(const std::vector<Ring>& rings) {
    std::vector<Ring> ready = noded(rings);
    std::erase_if(ready, [](Ring& ring) {
        clean(ring);
        return ring.empty();
    });
    return valid_polygons(ready);
}

}  // namespace

TEST_CASE("a square stays a square", "[fill]") {
    const std::vector<Ring> square{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}};
    const auto filled = filled_rings(square);
    REQUIRE(filled.size() == 1);
    CHECK(doubled_area(filled[0]) == 200);
}

TEST_CASE("of a bow tie the half stays that runs the right way", "[fill]") {
    const std::vector<Ring> bow{{{0, 0}, {10, 10}, {10, 0}, {0, 10}}};
    const auto filled = filled_rings(bow);
    CHECK(doubled_area_of(filled) == 50);
}

TEST_CASE("overlapping exterior rings become one", "[fill]") {
    const std::vector<Ring> two{{{0, 0}, {10, 0}, {10, 10}, {0, 10}},
                                {{5, 5}, {15, 5}, {15, 15}, {5, 15}}};
    const auto filled = filled_rings(two);
    CHECK(filled.size() == 1);
    CHECK(doubled_area_of(filled) == 2 * (100 + 100 - 25));
}

TEST_CASE("rings that touch in a corner stay two, and a hole may touch its shell", "[fill]") {
    const std::vector<Ring> corners{{{0, 0}, {5, 0}, {5, 5}, {0, 5}},
                                    {{5, 5}, {9, 5}, {9, 9}, {5, 9}}};
    CHECK(filled_rings(corners).size() == 2);

    const std::vector<Ring> touching{{{0, 0}, {10, 0}, {10, 10}, {0, 10}},
                                     {{0, 5}, {4, 7}, {4, 3}}};
    const auto filled = filled_rings(touching);
    REQUIRE(filled.size() == 2);
    CHECK(doubled_area_of(filled) == 200 - 16);
}

TEST_CASE("rings that touch none stay or go by where they lie", "[fill]") {
    const Ring shell{{0, 0}, {20, 0}, {20, 20}, {0, 20}};
    const Ring hole{{2, 2}, {2, 12}, {12, 12}, {12, 2}};
    const Ring island{{4, 4}, {6, 4}, {6, 6}, {4, 6}};
    const Ring shell_in_shell{{15, 15}, {16, 15}, {16, 16}, {15, 16}};
    const Ring hole_outside{{30, 30}, {30, 32}, {32, 32}, {32, 30}};
    std::vector<Ring> rings{hole_outside, island, shell_in_shell, hole, shell};
    rings = made_valid(rings);
    CHECK(rings.size() == 3);
    CHECK(doubled_area_of(rings) == 2 * (400 - 100 + 4));
}

TEST_CASE("holes that touch are filled together, inside their shell", "[fill]") {
    std::vector<Ring> rings{{{0, 0}, {20, 0}, {20, 20}, {0, 20}},
                            {{2, 2}, {2, 8}, {8, 8}, {8, 2}},
                            {{6, 6}, {6, 12}, {12, 12}, {12, 6}}};
    rings = made_valid(rings);
    REQUIRE(rings.size() == 2);
    CHECK(doubled_area_of(rings) == 2 * (400 - 36 - 36 + 4));
}

TEST_CASE("property: whatever the rings, what comes out is valid by GEOS", "[fill][property]") {
    std::mt19937 random{GENERATE(range(1U, 120U))};
    std::vector<Ring> rings;
    const unsigned count = 1 + random() % 4;
    for (unsigned i = 0; i < count; ++i) {
        rings.push_back(
            random_ring(random, 3 + static_cast<int>(random() % 30), GENERATE(6, 40, 4000)));
    }
    rings = made_valid(rings);
    CHECK(tamga::geo::invalidity(polygons_of(rings)).value_or("") == "");
}

TEST_CASE("neighbours whose border crosses another's get the same vertices on it", "[fill]") {
    // Two squares share a border; a sliver of a third pokes over it.
    std::vector<std::vector<Ring>> features{{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}},
                                            {{{10, 0}, {20, 0}, {20, 10}, {10, 10}}},
                                            {{{5, 4}, {15, 5}, {5, 6}}}};
    REQUIRE(node_together(features));
    const auto has = [](const Ring& ring, GridPoint p) {
        return std::ranges::find(ring, p) != ring.end();
    };
    for (const GridPoint p : features[0][0]) {
        if (p.x == 10) {
            CHECK(has(features[1][0], p));
        }
    }
    CHECK(features[0][0].size() > 4);
}
