// SPDX-License-Identifier: MIT
#include "engine/base/error.hpp"
#include "engine/store/query.hpp"
#include "tests/unit/store/answers.hpp"
#include "tests/unit/store/random_journeys.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

using namespace tamga;
using namespace tamga::store;

namespace {

NamedAreas areas_of(const RandomJourneys& made) {
    return named_areas({.text = made.areas, .names = {"label"}});
}

/// The sum of a column of decimals that are halves.
std::int64_t halves_in(const WholeAnswer& answer, std::size_t column) {
    double sum = 0;
    for (std::size_t row = 0; row < answer.rows.size(); ++row) {
        sum += 2 * std::stod(answer.text(row, column));
    }
    return static_cast<std::int64_t>(sum);
}

std::int64_t halves_of(const RandomJourneys& made) {
    std::int64_t sum = 0;
    for (const Trip& trip : made.trips) {
        sum += trip.halves;
    }
    return sum;
}

}  // namespace

TEST_CASE("the areas that a route crosses come in order, as long as each is crossed", "[store]") {
    const RandomJourneys made{200};
    const auto store = open(made.store);
    const WholeAnswer steps = whole(through(*store, {}, areas_of(made)));
    const std::size_t step = steps.columns.size() - 4;
    REQUIRE(steps.columns[step].name == "step");
    std::map<std::pair<std::string, std::int64_t>, double> inside_m;
    std::int64_t fid = 0;
    double from_m = 0;
    for (std::size_t row = 0; row < steps.rows.size(); ++row) {
        if (steps.integer(row, 0) == fid) {
            CHECK(steps.integer(row, step) == steps.integer(row - 1, step) + 1);
            CHECK(steps.real(row, step + 3) >= from_m);
        } else {
            CHECK(steps.integer(row, step) == 1);
        }
        fid = steps.integer(row, 0);
        from_m = steps.real(row, step + 3);
        inside_m[{steps.text(row, step + 1), fid}] += steps.real(row, step + 2);
    }
    const WholeAnswer crossed = whole(crossing_each(*store, {}, areas_of(made)));
    REQUIRE(crossed.rows.size() == inside_m.size());
    for (std::size_t row = 0; row < crossed.rows.size(); ++row) {
        CHECK(crossed.real(row, crossed.columns.size() - 5) ==
              Approx(inside_m[{crossed.text(row, 0), crossed.integer(row, 1)}]).margin(0.01));
    }
}

TEST_CASE("sequences of areas have the weight of every route once, the heaviest first", "[store]") {
    const RandomJourneys made{400};
    const auto store = open(made.store);
    const WholeAnswer paths = whole(through_paths(*store, {}, areas_of(made)));
    CHECK(halves_in(paths, 1) == halves_of(made));
    for (std::size_t row = 1; row < paths.rows.size(); ++row) {
        CHECK(std::stod(paths.text(row - 1, 1)) >= std::stod(paths.text(row, 1)));
    }
    const auto has = [&](const std::string& path) {
        for (std::size_t row = 0; row < paths.rows.size(); ++row) {
            if (paths.text(row, 0) == path) {
                return true;
            }
        }
        return false;
    };
    CHECK(has("left > right"));
    CHECK(has("(none)"));
}

TEST_CASE("the heaviest of each year and all others add up to the weight of all", "[store]") {
    const RandomJourneys made{700};
    const auto store = open(made.store);
    const WholeAnswer ranked =
        whole(rank(*store, {}, {.count = 3, .areas = areas_of(made), .by = {"year"}}));
    CHECK(halves_in(ranked, 4) == halves_of(made));
    std::map<std::pair<std::size_t, std::size_t>, std::int64_t> of_2015;
    for (const Trip& trip : made.trips) {
        if (trip.year == "2015") {
            of_2015[{made.area_of(trip.from), made.area_of(trip.to)}] += trip.halves;
        }
    }
    std::vector<std::int64_t> heaviest;
    for (const auto& [pair, halves] : of_2015) {
        heaviest.push_back(halves);
    }
    std::ranges::sort(heaviest, std::greater{});
    REQUIRE(ranked.text(4, 0) == "2015");
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(ranked.integer(4 + i, 1) == static_cast<std::int64_t>(i) + 1);
        CHECK(ranked.text(4 + i, 4) == made.text_of(heaviest[i]));
    }
    CHECK(ranked.text(7, 2) == "(others)");
    CHECK(ranked.cell(7, 1) == model::Value{});
}

TEST_CASE("places without a name are ranked by their positions, and routes by their weight",
          "[store]") {
    const RandomJourneys made{50};
    const auto store = open(made.store);
    std::map<std::string, std::int64_t> sums;
    std::int64_t heaviest = 0;
    for (const Trip& trip : made.trips) {
        sums[fmt::format("{},{}", trip.from.lat, trip.from.lon)] += trip.halves;
        heaviest = std::max(heaviest, trip.halves);
    }
    const WholeAnswer origins =
        whole(rank(*store, {}, {.of = RankWish::Of::origin, .count = 1000}));
    REQUIRE(origins.rows.size() == sums.size());
    for (std::size_t row = 0; row < origins.rows.size(); ++row) {
        CHECK(origins.text(row, 2) == made.text_of(sums[origins.text(row, 1)]));
    }
    const WholeAnswer routes = whole(rank(*store, {}, {.of = RankWish::Of::route, .count = 5}));
    REQUIRE(routes.rows.size() == 5);
    CHECK(routes.columns[0].name == "rank");
    const auto first = static_cast<std::size_t>(routes.integer(0, 1)) - 1;
    CHECK(made.trips[first].halves == heaviest);
}

TEST_CASE("density is what begins and ends in an area by its size on the ellipsoid", "[store]") {
    const RandomJourneys made{300};
    const auto store = open(made.store);
    std::map<std::size_t, std::int64_t> ends;
    for (const Trip& trip : made.trips) {
        ends[made.area_of(trip.from)] += trip.halves;
        ends[made.area_of(trip.to)] += trip.halves;
    }
    const WholeAnswer answer = whole(density(*store, {}, areas_of(made)));
    REQUIRE(answer.rows.size() == 6);
    CHECK(answer.text(0, 1) == made.text_of(ends[0]));
    // 10 degrees by 10 from the equator: PostGIS (geography) says 1,224,400 km2 with geodesic
    // edges; along the parallel it is a little less.
    CHECK(answer.real(0, 3) == Approx(1'226'700).epsilon(0.003));
    CHECK(answer.real(1, 3) == Approx(answer.real(0, 3)));
    CHECK(answer.real(3, 3) == Approx(2 * answer.real(0, 3)));
    CHECK(answer.real(0, 4) == Approx(static_cast<double>(ends[0]) / 2 / answer.real(0, 3)));
    CHECK(answer.real(4, 3) == 0);
    CHECK(answer.cell(5, 3) == model::Value{});
    CHECK(halves_in(answer, 1) == 2 * halves_of(made));
    const WholeAnswer origins = whole(density(*store, {}, areas_of(made), {.ends = Ends::origin}));
    CHECK(halves_in(origins, 1) == halves_of(made));
}

TEST_CASE("an area that crosses itself is as large as what is within it", "[store]") {
    const RandomJourneys made{5};
    const auto store = open(made.store);
    const auto size = [&](const std::string& ring) {
        const TemporaryFolder folder;
        const std::string file =
            folder.put("a.geojson", R"({"type":"Polygon","coordinates":[)" + ring + "]}");
        return whole(density(*store, {}, named_areas({.text = file}))).real(0, 3);
    };
    const double bowtie = size("[[0,0],[10,10],[10,0],[0,10],[0,0]]");
    const double two = size("[[0,0],[5,5],[0,10],[0,0]]") + size("[[10,0],[10,10],[5,5],[10,0]]");
    CHECK(bowtie == Approx(two).epsilon(1e-6));
    CHECK(size("[[175,0],[-175,0],[-175,10],[175,10],[178,5],[175,0]]") < 1'300'000);
}
