// SPDX-License-Identifier: MIT
#include "engine/route/flows/flow_sums.hpp"
#include "engine/base/error.hpp"
#include "engine/base/files/spilled_memory.hpp"
#include "engine/route/flows/flow_level.hpp"
#include "engine/route/flows/place_clusters.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <tuple>

using namespace tamga;
using namespace tamga::route;

namespace {

FlowSum sum_of(std::uint32_t from, std::uint32_t to, std::uint32_t slot, std::int64_t weight) {
    return {from, to, slot, 1, whole_weight(weight)};
}

FlowSums random_sums(std::size_t count, std::uint32_t places) {
    std::mt19937 random{11};
    const auto below = [&random](std::uint32_t limit) {
        return std::uniform_int_distribution<std::uint32_t>{0, limit - 1}(random);
    };
    FlowSums sums;
    for (std::size_t i = 0; i < count; ++i) {
        sums.push_back(sum_of(below(places), below(places), below(3), below(1000)));
    }
    return sums;
}

Weight total(const FlowSums& sums) {
    Weight all;
    for (const FlowSum& sum : sums) {
        all += sum.weight;
    }
    return all;
}

/// Places on the equator, at these longitudes, weighing what is said.
PlaceClusters on_equator(const std::vector<double>& lons,
                         const std::vector<std::int64_t>& weights) {
    std::vector<geo::MercatorPoint> points;
    std::vector<Weight> of_places;
    for (std::size_t i = 0; i < lons.size(); ++i) {
        points.push_back(geo::mercator({.lon = lons[i], .lat = 0}));
        of_places.push_back(whole_weight(weights[i]));
    }
    return {points, of_places};
}

std::vector<std::uint32_t> heads(const PlaceClusters& clusters) {
    return {clusters.heads().begin(), clusters.heads().end()};
}

}  // namespace

TEST_CASE("sums in temporary files are those in memory", "[route]") {
    tamga::base::SpilledMemory spilled{{.resident_bytes = 1}};
    const FlowSums given = random_sums(100'000, 3000);
    FlowSums in_memory = given;
    FlowSums in_files{given, &spilled};
    sort_and_merge(in_memory);
    sort_and_merge(in_files);
    CHECK(spilled.most_spilled_bytes() > given.size() * sizeof(FlowSum));
    const std::vector<FlowSlot> slots(4);
    const FlowLevel a = group_flows(in_memory, slots);
    const FlowLevel b = group_flows(std::move(in_files), slots);
    CHECK(b.flows.get_allocator().resource() == &spilled);
    REQUIRE(a.flows.size() == b.flows.size());
    CHECK(std::ranges::equal(a.flows, b.flows, [](const Flow& x, const Flow& y) {
        return x.from == y.from && x.to == y.to && x.weight == y.weight &&
               x.first_sum == y.first_sum && x.records == y.records;
    }));
}

TEST_CASE("sums of one pair and label become one, whatever their order", "[route]") {
    auto sums = random_sums(20000, 50);
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, Weight> expected;
    for (const FlowSum& sum : sums) {
        expected[{sum.from, sum.to, sum.slot}] += sum.weight;
    }
    sort_and_merge(sums);
    REQUIRE(sums.size() == expected.size());
    auto next = expected.begin();
    for (const FlowSum& sum : sums) {
        CHECK(std::tuple(sum.from, sum.to, sum.slot) == next->first);
        CHECK(to_string(sum.weight) == to_string(next->second));
        ++next;
    }
}

TEST_CASE("numbers beyond one digit of the sort are in order too", "[route]") {
    FlowSums sums{sum_of(5'000'000, 3, 0, 1), sum_of(7, 4'000'000, 0, 2), sum_of(7, 2048, 9000, 3),
                  sum_of(7, 2048, 1, 4), sum_of(7, 4'000'000, 0, 5)};
    sort_and_merge(sums);
    REQUIRE(sums.size() == 4);
    CHECK(sums[0].slot == 1);
    CHECK(sums[1].slot == 9000);
    CHECK(sums[2].weight == whole_weight(7));
    CHECK(sums[2].records == 2);
    CHECK(sums[3].from == 5'000'000);
}

TEST_CASE("more records of one pair than a number holds are an error", "[route]") {
    FlowSums sums{{1, 2, 0, 4'000'000'000, {}}, {1, 2, 0, 400'000'000, {}}};
    CHECK_THROWS_WITH(sort_and_merge(sums), "more than 4294967295 records of one pair of places");
}

TEST_CASE("zooming out keeps the total of all flows", "[route]") {
    auto sums = random_sums(5000, 40);
    sort_and_merge(sums);
    std::vector<geo::MercatorPoint> points;
    std::mt19937 random{3};
    std::uniform_real_distribution<double> share{0, 1};
    for (int i = 0; i < 40; ++i) {
        points.push_back({share(random), share(random)});
    }
    PlaceClusters clusters{points, place_weights(sums, 40)};
    const Weight all = total(sums);
    std::size_t before = clusters.size();
    for (int zoom = 8; zoom >= 0; --zoom) {
        clusters.zoom_out(zoom, 40);
        relabel(sums, clusters.heads());
        CHECK(total(sums) == all);
        CHECK(clusters.size() <= before);
        before = clusters.size();
        const std::set<std::uint32_t> standing{clusters.heads().begin(), clusters.heads().end()};
        CHECK(standing.size() == clusters.size());
        for (const FlowSum& sum : sums) {
            CHECK((standing.contains(sum.from) && standing.contains(sum.to)));
        }
    }
}

TEST_CASE("the heaviest place takes in those within the radius", "[route]") {
    // At zoom 0 a degree is 512 / 360 = 1.42 px.
    PlaceClusters clusters = on_equator({0, 20, 45, 90}, {5, 9, 1, 1});
    clusters.zoom_out(0, 40);
    CHECK(heads(clusters) == std::vector<std::uint32_t>{1, 1, 1, 3});
}

TEST_CASE("a place between two that stand goes to the nearer", "[route]") {
    PlaceClusters clusters = on_equator({0, 17, 40}, {9, 1, 8});
    clusters.zoom_out(0, 40);
    CHECK(heads(clusters) == std::vector<std::uint32_t>{0, 0, 2});
}

TEST_CASE("places are near across the antimeridian", "[route]") {
    PlaceClusters clusters = on_equator({179, -179, 0}, {1, 2, 3});
    clusters.zoom_out(4, 40);  // 2 degrees are 45 px.
    CHECK(heads(clusters) == std::vector<std::uint32_t>{0, 1, 2});
    clusters.zoom_out(3, 40);  // 23 px.
    CHECK(heads(clusters) == std::vector<std::uint32_t>{1, 1, 2});
}

TEST_CASE("places of one weight stand in the order of their numbers, and none at radius 0",
          "[route]") {
    PlaceClusters clusters = on_equator({0, 1}, {4, 4});
    clusters.zoom_out(0, 0);
    CHECK(heads(clusters) == std::vector<std::uint32_t>{0, 1});
    clusters.zoom_out(0, 40);
    CHECK(heads(clusters) == std::vector<std::uint32_t>{0, 0});
}

TEST_CASE("places of one unit are one, and those of none stay alone", "[route]") {
    PlaceClusters clusters = on_equator({0, 100, -100, 5}, {1, 2, 3, 4});
    const std::vector<std::uint32_t> units{0, 0, 1, PlaceClusters::none};
    clusters.unite(units);
    CHECK(heads(clusters) == std::vector<std::uint32_t>{1, 1, 2, 3});
}

TEST_CASE("periods of one pair are one flow, categories are not, and the heaviest is first",
          "[route]") {
    const std::vector<FlowSlot> slots{
        {"refugees", "2019"}, {"refugees", "2020"}, {"workers", "2020"}};
    FlowSums sums{sum_of(1, 2, 0, 10), sum_of(1, 2, 1, 20), sum_of(1, 2, 2, 50),
                  sum_of(3, 3, 1, 99)};
    const FlowLevel level = group_flows(sums, slots);
    REQUIRE(level.flows.size() == 2);
    CHECK(level.flows[0].weight == whole_weight(50));
    CHECK(level.flows[1].weight == whole_weight(30));
    CHECK(level.flows[1].sums() == 2);
    REQUIRE(level.within.size() == 1);
    CHECK(level.within[0].weight == whole_weight(99));
}

TEST_CASE("a place weighs what it sends, takes in and keeps", "[route]") {
    const FlowSums sums{sum_of(0, 1, 0, 5), sum_of(1, 1, 0, 7)};
    CHECK(place_weights(sums, 2) == std::vector{whole_weight(5), whole_weight(12)});
}
