// SPDX-License-Identifier: MIT
#include "engine/index/area_set.hpp"
#include "engine/geo/geodesic.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <numbers>
#include <random>

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

using Ring = std::vector<LonLat>;

/// One polygon; rings after the first are its holes.
Area polygon(const std::vector<Ring>& rings) {
    model::Features batch;
    for (const Ring& ring : rings) {
        std::ranges::for_each(ring, [&](LonLat position) { batch.position(position); });
        batch.end_part(&ring != &rings.front());
    }
    batch.commit({.shape = model::Shape::polygons, .record = 1});
    Area area;
    area.add(batch[0]);
    return area;
}

std::map<std::uint32_t, double> lengths(const AreaSet& set, LonLat from, LonLat to) {
    std::map<std::uint32_t, double> sums;
    for (const Stay& stay : stays(set, from, to)) {
        sums[stay.area] += stay.length_m;
    }
    return sums;
}

/// A ring about a centre that is jagged like a coast, or a star if `jag` is near 1.
Ring jagged(LonLat centre, double radius, double jag, int vertices) {
    Ring ring;
    for (int i = 0; i < vertices; ++i) {
        const double angle = 2 * std::numbers::pi * i / vertices;
        const double reach = radius * (i % 2 == 0 ? 1 : 1 - jag);
        ring.push_back({.lon = centre.lon + reach * std::cos(angle),
                        .lat = centre.lat + reach * std::sin(angle)});
    }
    return ring;
}

class RandomPositions {
public:
    LonLat next() {
        return {.lon = lon_(random_), .lat = std::asin(height_(random_)) * 180 / std::numbers::pi};
    }

private:
    std::mt19937_64 random_{11};
    std::uniform_real_distribution<double> lon_{-180, 180};
    std::uniform_real_distribution<double> height_{-1, 1};
};

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

TEST_CASE("in areas that share out the world, a route is as long as its stays together",
          "[index]") {
    AreaSet set;
    for (int west = -180; west < 180; west += 40) {
        for (int south = -90; south < 90; south += 30) {
            set.add(box(west, south, west + 40, south + 30));
        }
    }
    set.build();
    RandomPositions random;
    for (int i = 0; i < 2000; ++i) {
        const LonLat from = random.next();
        const LonLat to = random.next();
        double sum = 0;
        double at = 0;
        for (const Stay& stay : stays(set, from, to)) {
            CHECK(stay.from == Approx(at).margin(1e-10));
            at = stay.to;
            sum += stay.length_m;
        }
        CAPTURE(from.lon, from.lat, to.lon, to.lat);
        CHECK(at == 1);
        CHECK(sum == Approx(geo::distance_m(from, to)).margin(1e-3));
    }
}

TEST_CASE("a route back meets the same areas for as long", "[index]") {
    const AreaSet set = set_of(
        {polygon({jagged({20, 40}, 30, 0.3, 400)}), polygon({jagged({170, 10}, 40, 0.95, 3000)}),
         polygon({{{-60, -50}, {60, -55}, {0, 70}}, {{-9, 0}, {9, 1}, {0, 20}}}),
         box(-180, 70, 180, 90)});
    RandomPositions random;
    std::size_t pairs = 0;
    for (int i = 0; i < 2000; ++i) {
        const LonLat from = random.next();
        const LonLat to = random.next();
        const auto there = lengths(set, from, to);
        const auto back = lengths(set, to, from);
        CAPTURE(from.lon, from.lat, to.lon, to.lat);
        REQUIRE(there.size() == back.size());
        for (const auto& [area, length] : there) {
            CHECK(back.at(area) == Approx(length).margin(1e-3));
        }
        Numbers areas;
        std::ranges::transform(there, std::back_inserter(areas), [](auto& l) { return l.first; });
        CHECK(met(set, from, to) == areas);
        pairs += areas.size();
    }
    CHECK(pairs > 1000);
}

TEST_CASE("an area that is written a world farther on is the same", "[index]") {
    Ring ring = jagged({20, 40}, 30, 0.3, 400);
    Ring farther = ring;
    std::ranges::for_each(farther, [](LonLat& p) { p.lon += 360; });
    const AreaSet set = set_of({polygon({ring}), polygon({farther})});
    RandomPositions random;
    for (int i = 0; i < 500; ++i) {
        const LonLat from = random.next();
        const LonLat to = random.next();
        auto found = lengths(set, from, to);
        CHECK(found[0] == Approx(found[1]).margin(1e-3));
        CHECK(lengths(set, {from.lon + 360, from.lat}, {to.lon - 360, to.lat})[0] ==
              Approx(found[0]).margin(1e-3));
    }
}

TEST_CASE("the parts of an area that is cut are as long as the whole", "[index]") {
    const AreaSet set = set_of(
        {box(-100, -40, 90, 60), box(-100, -40, 13, 60), box(13, -40, 90, 7), box(13, 7, 90, 60)});
    RandomPositions random;
    for (int i = 0; i < 1000; ++i) {
        const LonLat from = random.next();
        const LonLat to = random.next();
        auto found = lengths(set, from, to);
        CHECK(found[1] + found[2] + found[3] == Approx(found[0]).margin(1e-3));
    }
}

TEST_CASE("a ring that steps over the antimeridian holds what it holds on the globe", "[index]") {
    const Ring stepping{{170, -10}, {-170, -10}, {-170, 10}, {170, 10}};
    const Ring drawn_past{{170, -10}, {190, -10}, {190, 10}, {170, 10}};
    const AreaSet set = set_of({polygon({stepping}), polygon({drawn_past})});
    const Hits both{{0, Side::inside}, {1, Side::inside}};
    for (const LonLat at : {LonLat{175, 0}, LonLat{-175, 0}, LonLat{180, 0}, LonLat{185, 0}}) {
        CHECK(hits(set, at) == both);
    }
    CHECK(hits(set, {0, 0}).empty());
    CHECK(hits(set, {-170, 5}) == Hits{{0, Side::boundary}, {1, Side::boundary}});
    auto found = lengths(set, {160, 0}, {-160, 0});
    CHECK(found[0] == Approx(20 * 111'319.49079).margin(0.01));
    CHECK(found[1] == Approx(found[0]).margin(1e-3));
}

TEST_CASE("a ring round a pole holds the pole", "[index]") {
    const Ring north{{-180, 60}, {-90, 60}, {0, 60}, {90, 60}, {180, 60}};
    const Ring inner{{-120, 80}, {0, 80}, {120, 80}};
    const Ring south{{-120, -70}, {0, -70}, {120, -70}};
    const AreaSet set = set_of({polygon({north}), polygon({south}), polygon({north, inner})});
    CHECK(hits(set, {33, 90}) == Hits{{0, Side::inside}});
    CHECK(hits(set, {33, -90}) == Hits{{1, Side::inside}});
    CHECK(hits(set, {-150, 70}) == Hits{{0, Side::inside}, {2, Side::inside}});
    CHECK(hits(set, {-150, 85}) == Hits{{0, Side::inside}});
    CHECK(hits(set, {-150, 50}).empty());
    CHECK(hits(set, {-179, -75}) == Hits{{1, Side::inside}});
    auto over = lengths(set, {0, 50}, {180, 50});  // Over the pole.
    CHECK(over[0] == Approx(2 * geo::distance_m({0, 60}, {0, 90})).margin(1e-3));
    CHECK(over[2] == Approx(2 * geo::distance_m({0, 60}, {0, 80})).margin(1e-3));
}

TEST_CASE("a route along the boundary of two areas is in both", "[index]") {
    const AreaSet set = set_of({box(0, 0, 10, 10), box(10, 0, 20, 10), box(0, -10, 20, 0)});
    auto meridian = lengths(set, {10, 2}, {10, 8});
    CHECK(meridian[0] == Approx(geo::distance_m({10, 2}, {10, 8})).margin(1e-3));
    CHECK(meridian[1] == Approx(meridian[0]).margin(1e-3));
    auto equator = lengths(set, {-5, 0}, {25, 0});
    CHECK(equator[0] == Approx(10 * 111'319.49079).margin(0.01));
    CHECK(equator[2] == Approx(20 * 111'319.49079).margin(0.01));
    CHECK(met(set, {10, 90}, {10, -90}) == Numbers{0, 1, 2});
    CHECK(lengths(set, {180, -80}, {180, 80}).empty());
}

TEST_CASE("a route that is tangent to a boundary has the stretch beyond it", "[index]") {
    // The highest latitude of a geodesic, a hundredth of a millimetre less or more.
    const geo::GeodesicLine line{{-30, 50}, {30, 50}};
    const double top = line.at(0.5).lat;
    const double little = 1e-10;
    CHECK(stays(set_of({box(-90, top + little, 90, 80)}), {-30, 50}, {30, 50}).empty());
    const auto found = stays(set_of({box(-90, top - little, 90, 80)}), {-30, 50}, {30, 50});
    REQUIRE(found.size() == 1);
    // A chord of 2 sqrt(2 h R / tan(lat)).
    const double expected =
        2 * std::sqrt(2 * little * 111'200 * 6'380'000 / std::tan(top * std::numbers::pi / 180));
    CHECK(found[0].length_m == Approx(expected).epsilon(0.02));
}

TEST_CASE("antipodal routes and those from a pole have an answer", "[index]") {
    const AreaSet set = set_of({box(-180, -90, 180, 90)});
    for (const auto& [from, to] :
         std::vector<std::pair<LonLat, LonLat>>{{{0, 0}, {180, 0}},
                                                {{30, 40}, {-150, -40}},
                                                {{-20, 90}, {50, 40}},
                                                {{7, -90}, {9, 90}},
                                                {{0, 0}, {179.7, 0}},
                                                {{0, 89.999999}, {179, 89.999999}}}) {
        CAPTURE(from.lon, from.lat, to.lon, to.lat);
        auto found = lengths(set, from, to);
        CHECK(found[0] == Approx(geo::distance_m(from, to)).margin(1e-3));
    }
}
