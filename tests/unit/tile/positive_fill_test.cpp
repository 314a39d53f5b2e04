// SPDX-License-Identifier: MIT
#include "engine/tile/rings/positive_fill.hpp"
#include "engine/tile/rings/noding.hpp"
#include "engine/tile/rings/ring_order.hpp"
#include "engine/tile/rings/rings.hpp"

#include "engine/geo/polygon_validity.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using namespace tamga::tile;

namespace {

using Ring = std::vector<GridPoint>;

GridPaths paths_of(const std::vector<Ring>& rings) {
    GridPaths paths;
    for (const Ring& ring : rings) {
        paths.append(ring);
        paths.end_path(0);
    }
    return paths;
}

std::vector<Ring> rings_of(const GridPaths& paths) {
    std::vector<Ring> rings;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        rings.emplace_back(paths[i].begin(), paths[i].end());
    }
    return rings;
}

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

std::vector<Ring> noded(const std::vector<Ring>& rings) {
    GridPaths paths = paths_of(rings);
    REQUIRE(Noder{}.node(paths) != Noder::Outcome::not_converged);
    return rings_of(paths);
}

/// The rings as a tile gets them, each exterior one followed by its holes.
std::vector<Ring> filled_rings(const GridPaths& ready) {
    GridPaths filled;
    if (!ready.empty()) {
        PositiveFill{}.fill(ready, 0, ready.size(), filled);
    }
    std::vector<Ring> ordered;
    RingOrder order;
    for (const std::uint32_t r : order.order(filled)) {
        ordered.emplace_back(filled[r].begin(), filled[r].end());
    }
    return ordered;
}

std::vector<Ring> made_valid(const std::vector<Ring>& rings) {
    GridPaths ready;
    for (const Ring& ring : noded(rings)) {
        append_cleaned(ring, ready);
    }
    return filled_rings(ready);
}

}  // namespace

TEST_CASE("a square stays a square", "[fill]") {
    const std::vector<Ring> square{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}};
    const auto filled = made_valid(square);
    REQUIRE(filled.size() == 1);
    CHECK(doubled_area(filled[0]) == 200);
}

TEST_CASE("of a bow tie the half stays that runs the right way", "[fill]") {
    const std::vector<Ring> bow{{{0, 0}, {10, 10}, {10, 0}, {0, 10}}};
    const auto filled = filled_rings(paths_of(noded(bow)));
    CHECK(doubled_area_of(filled) == 50);
}

TEST_CASE("overlapping exterior rings become one", "[fill]") {
    const std::vector<Ring> two{{{0, 0}, {10, 0}, {10, 10}, {0, 10}},
                                {{5, 5}, {15, 5}, {15, 15}, {5, 15}}};
    const auto filled = made_valid(two);
    CHECK(filled.size() == 1);
    CHECK(doubled_area_of(filled) == 2 * (100 + 100 - 25));
}

TEST_CASE("rings that touch in a corner stay two, and a hole may touch its shell", "[fill]") {
    const std::vector<Ring> corners{{{0, 0}, {5, 0}, {5, 5}, {0, 5}},
                                    {{5, 5}, {9, 5}, {9, 9}, {5, 9}}};
    CHECK(made_valid(corners).size() == 2);

    const std::vector<Ring> touching{{{0, 0}, {10, 0}, {10, 10}, {0, 10}},
                                     {{0, 5}, {4, 7}, {4, 3}}};
    const auto filled = made_valid(touching);
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
    const std::vector<Ring> rings = noded({{{0, 0}, {10, 0}, {10, 10}, {0, 10}},
                                           {{10, 0}, {20, 0}, {20, 10}, {10, 10}},
                                           {{5, 4}, {15, 5}, {5, 6}}});
    const auto has = [](const Ring& ring, GridPoint p) {
        return std::ranges::find(ring, p) != ring.end();
    };
    for (const GridPoint p : rings[0]) {
        if (p.x == 10) {
            CHECK(has(rings[1], p));
        }
    }
    CHECK(rings[0].size() > 4);
}
