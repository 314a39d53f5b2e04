// SPDX-License-Identifier: MIT
#include "engine/base/error.hpp"
#include "engine/geo/geodesic.hpp"
#include "engine/store/query.hpp"
#include "tests/unit/store/answers.hpp"
#include "tests/unit/store/random_journeys.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

using namespace tamga;
using namespace tamga::store;

namespace {

NamedAreas areas_of(const RandomJourneys& made) {
    return named_areas({.text = made.areas, .names = {"label"}});
}

const std::array<std::string, 6> names{"left", "right", "ring", "far", "empty", "(elsewhere)"};

std::string year_of(const Trip& trip) { return trip.year.empty() ? "(no time)" : trip.year; }

}  // namespace

TEST_CASE("a matrix has the weight of every route once, by origin, destination and year",
          "[store]") {
    const RandomJourneys made{3000};
    const auto store = open(made.store);
    std::map<std::tuple<std::size_t, std::size_t, std::string>, std::pair<std::int64_t, int>> sums;
    for (const Trip& trip : made.trips) {
        auto& sum = sums[{made.area_of(trip.from), made.area_of(trip.to), year_of(trip)}];
        sum.first += trip.halves;
        ++sum.second;
    }
    std::vector<std::vector<std::string>> expected;
    for (const auto& [key, sum] : sums) {
        // "(no time)" comes before digits as a text, and behind them in an answer.
        expected.push_back({names[std::get<0>(key)], names[std::get<1>(key)], std::get<2>(key),
                            made.text_of(sum.first), std::to_string(sum.second)});
    }
    const WholeAnswer answer =
        whole(matrix(*store, {}, {.ends = areas_of(made)}, {.by = {"year"}}));
    REQUIRE(answer.rows.size() == expected.size());
    std::vector<std::vector<std::string>> found;
    for (std::size_t row = 0; row < answer.rows.size(); ++row) {
        found.push_back({answer.text(row, 0), answer.text(row, 1), answer.text(row, 2),
                         answer.text(row, 3), std::to_string(answer.integer(row, 4))});
    }
    CHECK(found[0][2] == "2010");
    CHECK(found[3][2] == "(no time)");
    std::ranges::sort(found);
    std::ranges::sort(expected);
    CHECK(found == expected);
    REQUIRE(answer.notes.size() == 1);
    CHECK_THAT(answer.notes[0],
               Catch::Contains("areas.geojson: 1 area (empty) without a geometry"));
}

TEST_CASE("a wide matrix ends with the sums of its rows and columns", "[store]") {
    const RandomJourneys made{500};
    const auto store = open(made.store);
    const WholeAnswer answer = whole(matrix(*store, {}, {.ends = areas_of(made)}, {.wide = true}));
    REQUIRE(answer.columns.size() == 7);  // Nothing ends in "empty".
    CHECK(answer.columns[1].name == "left");
    CHECK(answer.columns[5].name == "(elsewhere)");
    std::int64_t all = 0;
    std::map<std::size_t, std::int64_t> of_origin;
    for (const Trip& trip : made.trips) {
        all += trip.halves;
        of_origin[made.area_of(trip.from)] += trip.halves;
    }
    REQUIRE(answer.rows.size() == of_origin.size() + 1);
    CHECK(answer.text(0, 6) == made.text_of(of_origin[0]));
    CHECK(answer.text(answer.rows.size() - 1, 0) == "(sum)");
    CHECK(answer.text(answer.rows.size() - 1, 6) == made.text_of(all));
    CHECK_THROWS_WITH(
        matrix(*store, {}, {.ends = areas_of(made), .via = areas_of(made)}, {.wide = true}),
        Catch::Contains("--wide"));
}

TEST_CASE("a matrix by way of areas has each route once, and the km of each in an area",
          "[store]") {
    const RandomJourneys made{300};
    const auto store = open(made.store);
    const WholeAnswer answer =
        whole(matrix(*store, {}, {.ends = areas_of(made), .via = areas_of(made)}));
    std::int64_t rows = 0;
    double far_km = 0;
    for (std::size_t row = 0; row < answer.rows.size(); ++row) {
        if (answer.text(row, 2) == "(all)") {
            rows += answer.integer(row, 4);
        } else if (answer.text(row, 2) == "far") {
            far_km += answer.real(row, 5);
        }
    }
    CHECK(rows == 300);
    double expected_km = 0;
    const WholeAnswer crossed = whole(crossing(*store, {}, parse_area("170,0,-170,10")));
    for (std::size_t row = 0; row < crossed.rows.size(); ++row) {
        expected_km += crossed.real(row, crossed.columns.size() - 5) / 1000;
    }
    CHECK(far_km == Approx(expected_km).margin(0.1));
}

TEST_CASE("totals by year add up to the weight of all routes", "[store]") {
    const RandomJourneys made{2000};
    const auto store = open(made.store);
    const WholeAnswer answer = whole(totals(*store, {}, areas_of(made), {"year", "category"}));
    CHECK(answer.rows.size() == 6 * 4 * 2);
    std::map<std::string, std::array<double, 3>> by_year;
    std::map<std::string, double> expected;
    for (const Trip& trip : made.trips) {
        expected[year_of(trip)] += static_cast<double>(trip.halves) / 2;
    }
    for (std::size_t row = 0; row < answer.rows.size(); ++row) {
        for (std::size_t column = 0; column < 3; ++column) {
            by_year[answer.text(row, 1)][column] += std::stod(answer.text(row, 3 + column));
        }
    }
    REQUIRE(by_year.size() == expected.size());
    for (const auto& [year, sums] : by_year) {
        INFO(year);
        CHECK(sums[0] == sums[1]);
        CHECK(sums[0] + sums[2] == expected[year]);
    }
}

TEST_CASE("another column than the weight is added up, and what has no number in it is counted",
          "[store]") {
    const RandomJourneys made{30};
    const auto store = open(made.store);
    const WholeAnswer answer =
        whole(matrix(*store, {.weight = "hours"}, {.ends = areas_of(made)}, {.wide = true}));
    int expected = 0;
    for (int i = 0; i < 30; ++i) {
        expected += i % 3 == 0 ? 0 : i;
    }
    CHECK(answer.text(answer.rows.size() - 1, answer.columns.size() - 1) ==
          std::to_string(expected));
    CHECK_THAT(answer.notes.back(),
               Catch::Contains("--weight left out 10 of the rows looked at, which "
                               "have no number of 0 or more in 'hours'"));
    CHECK_THROWS_WITH(matrix(*store, {.weight = "hour"}, {.ends = areas_of(made)}),
                      Catch::Contains("no column 'hour'; did you mean 'hours'?"));
    CHECK_THROWS_WITH(matrix(*store, {}, {.ends = areas_of(made)}, {.by = {"wy"}}),
                      Catch::Contains("--by: layer 'journeys' has no column 'wy'"));
}

TEST_CASE("what a range of times leaves out is counted with its weight", "[store]") {
    const RandomJourneys made{100};
    const auto store = open(made.store);
    std::int64_t halves = 0;
    int rows = 0;
    for (const Trip& trip : made.trips) {
        halves += trip.year.empty() ? trip.halves : 0;
        rows += trip.year.empty() ? 1 : 0;
    }
    const WholeAnswer answer = whole(totals(*store, {.time = "2010..2015"}, areas_of(made)));
    CHECK_THAT(answer.notes.back(),
               Catch::Contains(fmt::format("--time left out {} of the routes looked at, which have "
                                           "no time, weight {}",
                                           rows, made.text_of(halves))));
}

TEST_CASE("one category is asked for, and one that nothing has is named", "[store]") {
    const RandomJourneys made{100};
    const auto store = open(made.store);
    const auto rows = [&](const std::string& why) {
        return whole(crossing(*store, {.category = why}, parse_area("-180,-90,180,90")));
    };
    const auto expected =
        std::ranges::count_if(made.trips, [](const Trip& trip) { return trip.why == "work"; });
    CHECK(rows("work").rows.size() == static_cast<std::size_t>(expected));
    const WholeAnswer none = rows("play");
    CHECK(none.rows.empty());
    CHECK(none.notes == std::vector<std::string>{"--category: none of the rows looked at is of "
                                                 "'play'; they are of 'work'"});
}

TEST_CASE("each of several areas has the rows that it has alone, in their order", "[store]") {
    const RandomJourneys made{200};
    const auto store = open(made.store);
    const WholeAnswer answer = whole(crossing_each(*store, {}, areas_of(made)));
    std::map<std::string, std::vector<std::int64_t>> fids;
    for (std::size_t row = 0; row < answer.rows.size(); ++row) {
        fids[answer.text(row, 0)].push_back(answer.integer(row, 1));
    }
    CHECK(answer.text(0, 0) == "left");
    CHECK(fids["left"] == whole(crossing(*store, {}, parse_area("0,0,10,10"))).fids());
    CHECK(fids["far"] == whole(crossing(*store, {}, parse_area("170,0,-170,10"))).fids());
    CHECK(fids.count("empty") == 0);
    const WholeAnswer some = whole(
        crossing_each(*store, {}, areas_of(made), {.geometry = false, .rows = 3, .offset = 2}));
    REQUIRE(some.rows.size() == 3);
    CHECK(some.integer(0, 1) == answer.integer(2, 1));
}
