// SPDX-License-Identifier: MIT
#include "engine/index/area_set.hpp"

#include <catch2/catch.hpp>

using namespace tamga;
using namespace tamga::index;
using geo::LonLat;

namespace {

Area box(double west, double south, double east, double north) {
    Area area;
    area.add_box(west, south, east, north);
    return area;
}

AreaSet set_of(std::vector<Area> areas) {
    AreaSet set;
    for (Area& area : areas) {
        set.add(std::move(area));
    }
    set.build();
    return set;
}

std::vector<Hit> hits(const AreaSet& set, LonLat position) {
    std::vector<Hit> found;
    set.at(position, found);
    return found;
}

std::vector<std::uint32_t> met(const AreaSet& set, LonLat from, LonLat to) {
    std::vector<std::uint32_t> found;
    set.met_by(from, to, found);
    return found;
}

std::vector<Stay> stays(const AreaSet& set, LonLat from, LonLat to) {
    std::vector<Stay> found;
    set.stays(from, to, found);
    return found;
}

using Hits = std::vector<Hit>;
using Numbers = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("a set says which of its areas hold a position, and on which side", "[index]") {
    const AreaSet set = set_of({box(0, 0, 10, 10), Area{}, box(10, 0, 20, 10), box(5, 5, 15, 15)});
    CHECK(hits(set, {1, 1}) == Hits{{0, Side::inside}});
    CHECK(hits(set, {7, 7}) == Hits{{0, Side::inside}, {3, Side::inside}});
    CHECK(hits(set, {10, 2}) == Hits{{0, Side::boundary}, {2, Side::boundary}});
    CHECK(hits(set, {-1, 2}).empty());
}

TEST_CASE("a pole is in every area that reaches it, at whatever longitude", "[index]") {
    const AreaSet set = set_of({box(0, 50, 10, 90), box(0, 50, 10, 89)});
    CHECK(hits(set, {-120, 90}) == Hits{{0, Side::boundary}});
    CHECK(hits(set, {5, 90}) == Hits{{0, Side::boundary}});
    CHECK(hits(set, {5, -90}).empty());
}

TEST_CASE("a route stays in areas one after the other, from entry to exit", "[index]") {
    const AreaSet set = set_of({box(20, -5, 30, 5), box(10, -5, 20, 5)});
    const auto found = stays(set, {0, 0}, {40, 0});  // Along the equator.
    REQUIRE(found.size() == 2);
    CHECK(found[0].area == 1);
    CHECK(found[0].from == Approx(0.25).epsilon(1e-12));
    CHECK(found[0].to == Approx(0.5).epsilon(1e-12));
    CHECK(found[0].exit.lon == Approx(20).epsilon(1e-12));
    CHECK(found[1].entry.lon == Approx(20).epsilon(1e-12));
    CHECK(found[1].length_m == Approx(1'113'194.9079).margin(1e-3));  // Ten degrees.
    CHECK(met(set, {0, 0}, {40, 0}) == Numbers{0, 1});
    CHECK(met(set, {0, 0}, {15, 0}) == Numbers{1});
    CHECK(met(set, {0, 0}, {0, 10}).empty());
}

TEST_CASE("a route that stays at one place meets the areas that hold it", "[index]") {
    const AreaSet set = set_of({box(0, 0, 10, 10), box(10, 0, 20, 10)});
    CHECK(met(set, {10, 5}, {10, 5}) == Numbers{0, 1});
    CHECK(met(set, {5, 5}, {5, 5}) == Numbers{0});
    CHECK(met(set, {5, 15}, {5, 15}).empty());
    CHECK(stays(set, {5, 5}, {5, 5}).front().length_m == 0);
}

TEST_CASE("a touch is no stretch", "[index]") {
    const AreaSet set = set_of({box(0, 0, 10, 10)});
    CHECK(met(set, {-5, 5}, {0, 5}).empty());  // Ends on the boundary.
    CHECK(met(set, {0, 5}, {-5, 5}).empty());
    CHECK(met(set, {-5, 5}, {0.00000001, 5}) == Numbers{0});  // 1.1 mm beyond it.
}
