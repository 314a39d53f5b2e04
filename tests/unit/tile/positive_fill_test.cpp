// SPDX-License-Identifier: MIT
#include "engine/tile/positive_fill.hpp"

#include "engine/geo/polygon_validity.hpp"

#include <catch2/catch.hpp>

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

}  // namespace

TEST_CASE("a square stays a square", "[fill]") {
    const std::vector<Ring> square{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}};
    const auto filled = positive_fill(square);
    REQUIRE(filled);
    REQUIRE(filled->size() == 1);
    CHECK(doubled_area((*filled)[0]) == 200);
}

TEST_CASE("of a bow tie the half stays that runs the right way", "[fill]") {
    const std::vector<Ring> bow{{{0, 0}, {10, 10}, {10, 0}, {0, 10}}};
    const auto filled = positive_fill(bow);
    REQUIRE(filled);
    CHECK(doubled_area_of(*filled) == 50);
}

TEST_CASE("overlapping exterior rings become one", "[fill]") {
    const std::vector<Ring> two{{{0, 0}, {10, 0}, {10, 10}, {0, 10}},
                                {{5, 5}, {15, 5}, {15, 15}, {5, 15}}};
    const auto filled = positive_fill(two);
    REQUIRE(filled);
    CHECK(filled->size() == 1);
    CHECK(doubled_area_of(*filled) == 2 * (100 + 100 - 25));
}

TEST_CASE("rings that touch in a corner stay two, and a hole may touch its shell", "[fill]") {
    const std::vector<Ring> corners{{{0, 0}, {5, 0}, {5, 5}, {0, 5}},
                                    {{5, 5}, {9, 5}, {9, 9}, {5, 9}}};
    REQUIRE(positive_fill(corners));
    CHECK(positive_fill(corners)->size() == 2);

    const std::vector<Ring> touching{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {{0, 5}, {4, 7}, {4, 3}}};
    const auto filled = positive_fill(touching);
    REQUIRE(filled);
    REQUIRE(filled->size() == 2);
    CHECK(doubled_area_of(*filled) == 200 - 16);
}

TEST_CASE("rings that touch none stay or go by where they lie", "[fill]") {
    const Ring shell{{0, 0}, {20, 0}, {20, 20}, {0, 20}};
    const Ring hole{{2, 2}, {2, 12}, {12, 12}, {12, 2}};
    const Ring island{{4, 4}, {6, 4}, {6, 6}, {4, 6}};
    const Ring shell_in_shell{{15, 15}, {16, 15}, {16, 16}, {15, 16}};
    const Ring hole_outside{{30, 30}, {30, 32}, {32, 32}, {32, 30}};
    std::vector<Ring> rings{hole_outside, island, shell_in_shell, hole, shell};
    REQUIRE(make_valid(rings));
    CHECK(rings.size() == 3);
    CHECK(doubled_area_of(rings) == 2 * (400 - 100 + 4));
}

TEST_CASE("holes that touch are filled together, inside their shell", "[fill]") {
    std::vector<Ring> rings{{{0, 0}, {20, 0}, {20, 20}, {0, 20}},
                            {{2, 2}, {2, 8}, {8, 8}, {8, 2}},
                            {{6, 6}, {6, 12}, {12, 12}, {12, 6}}};
    REQUIRE(make_valid(rings));
    REQUIRE(rings.size() == 2);
    CHECK(doubled_area_of(rings) == 2 * (400 - 36 - 36 + 4));
}

TEST_CASE("property: whatever the rings, what comes out is valid by GEOS", "[fill][property]") {
    std::mt19937 random{GENERATE(range(1U, 120U))};
    std::vector<Ring> rings;
    const unsigned count = 1 + random() % 4;
    for (unsigned i = 0; i < count; ++i) {
        rings.push_back(random_ring(random, 3 + static_cast<int>(random() % 30),
                                    GENERATE(6, 40, 4000)));
    }
    std::erase_if(rings, [](Ring& ring) {
        clean(ring);
        return ring.empty();
    });
    REQUIRE(make_valid(rings));
    CHECK(tamga::geo::invalidity(polygons_of(rings)).value_or("") == "");
}
