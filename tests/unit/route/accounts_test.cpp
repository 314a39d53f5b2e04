// SPDX-License-Identifier: MIT
#include "engine/base/error.hpp"
#include "engine/route/flows/flow_level.hpp"
#include "engine/route/table/journey_accounts.hpp"
#include "engine/route/table/name_survey.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace tamga;
using namespace tamga::route;
using Catch::Contains;

namespace {

using Row = std::vector<std::pair<const char*, model::Value>>;

model::Features table(const std::vector<Row>& rows) {
    model::Features batch;
    std::uint64_t line = 1;
    for (const Row& row : rows) {
        for (const auto& [name, value] : row) {
            batch.attribute(name, value);
        }
        batch.commit({.shape = model::Shape::none, .record = ++line});
    }
    return batch;
}

model::Value text(const char* value) { return std::string_view{value}; }

Row row(const char* from, const char* to, model::Value weight, const char* year) {
    return {{"from", text(from)}, {"to", text(to)}, {"n", weight}, {"year", text(year)}};
}

JourneyColumns columns() {
    JourneyColumns columns;
    columns.origin = {"from"};
    columns.destination = {"to"};
    columns.weight = "n";
    columns.time = "year";
    columns.period = "year";
    return columns;
}

/// A and B lie somewhere, World is an aggregate, nothing else is known.
Locations some_places() {
    return Locations{[](std::string_view name) {
        Locations::Answer other;
        if (name == "A" || name == "B") {
            other.location =
                Location{std::string{name}, {.lon = 1, .lat = name == "A" ? 1.0 : 2.0}};
            other.reading = "iso2";
        } else {
            other.is_aggregate = name == "World";
            other.reason = other.is_aggregate ? "is no place but several" : "is no code";
            other.reading = other.is_aggregate ? "aggregate" : "";
        }
        return other;
    }};
}

std::string all_of(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) {
        text += line + '\n';
    }
    return text;
}

}  // namespace

TEST_CASE("every row and its weight is in one of the accounts", "[route]") {
    const auto rows =
        table({row("A", "B", std::int64_t{5}, "2010"), row("World", "B", std::int64_t{70}, "2010"),
               row("X", "B", std::int64_t{2}, "2020"), row("X", "World", std::int64_t{3}, "2020"),
               row("A", "B", std::int64_t{-4}, "2020"), row("A", "B", text("many"), "2020"),
               row("A", "B", std::int64_t{9}, "soon"), row("A", "", std::int64_t{11}, "2020")});
    const JourneyReader reader{columns(), some_places()};
    JourneyAccounts accounts;
    accounts.begin("t.csv");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        accounts.add(reader.read(rows[i]), rows[i].record);
    }
    const RowSums& sums = accounts.sums();
    CHECK(sums.all.rows == 8);
    CHECK(to_string(sums.journeys.weight) == "14");
    CHECK(to_string(sums.aggregates.weight) == "73");  // X to World is of World all the same.
    CHECK(to_string(sums.unresolved.weight) == "2");
    CHECK(sums.bad.rows == 3);
    CHECK(sums.all.weight ==
          sums.journeys.weight + sums.aggregates.weight + sums.unresolved.weight + sums.bad.weight);
    REQUIRE(accounts.unresolved().size() == 1);
    CHECK(accounts.unresolved()[0].name == "X");
    CHECK(accounts.unresolved()[0].first == 4);
    CHECK(accounts.unresolved()[0].reason == "'X' is no code");
    CHECK(accounts.aggregates()[0].rows == 2);
    const std::string notes = all_of(accounts.notes());
    CHECK_THAT(notes, Contains("1 row left out: no weight, or one that is no number"));
    CHECK_THAT(notes, Contains("1 row left out: the weight is below 0, -4 together"));
    CHECK_THAT(notes, Contains("1 row, weight 9: the time cannot be read, and counts as none; the "
                               "first is t.csv:8: year: 'soon'"));
    CHECK(accounts.first_bad()[0].reason == "weight -4 is negative");
}

TEST_CASE("a strict account refuses what is bad, but not aggregates", "[route]") {
    const auto rows =
        table({row("World", "B", std::int64_t{70}, "2010"), row("A", "B", std::int64_t{9}, "soon"),
               row("X", "B", std::int64_t{9}, "2010")});
    const JourneyReader reader{columns(), some_places()};
    JourneyAccounts accounts{true};
    accounts.begin("t.csv");
    CHECK_NOTHROW(accounts.add(reader.read(rows[0]), 2));
    CHECK_THROWS_WITH(accounts.add(reader.read(rows[1]), 3), Contains("t.csv:3: year: 'soon'"));
    CHECK_THROWS_WITH(accounts.add(reader.read(rows[2]), 4), Contains("t.csv:4: origin: 'X'"));
}

TEST_CASE("of stocks the weights of the latest period count", "[route]") {
    const auto rows =
        table({row("A", "B", std::int64_t{700}, "2010"), row("A", "B", std::int64_t{100}, "2020"),
               row("X", "B", std::int64_t{30}, "2010"), row("X", "B", std::int64_t{20}, "2020")});
    const JourneyReader reader{columns(), some_places()};
    JourneyAccounts accounts;
    NameSurvey survey{columns(), Measure::stock};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        accounts.add(reader.read(rows[i]), rows[i].record);
        survey.add(rows[i]);
    }
    const Measuring measuring = accounts.measuring(Measure::stock);
    CHECK(measuring.period == "2020");
    CHECK(to_string(accounts.sums(measuring).all.weight) == "120");
    CHECK(accounts.sums(measuring).all.rows == 4);
    CHECK(to_string(accounts.unresolved(measuring)[0].weight) == "20");
    const std::vector<ResolvedName> names = resolved_names(survey, reader, measuring);
    REQUIRE(names.size() == 3);
    CHECK(resolved_rows(names, "t") ==
          "B,destination,4,120,iso2,,B,2,1,,t\n"
          "A,origin,2,100,iso2,,A,1,1,,t\n"
          "X,origin,2,20,,,,,,'X' is no code,t\n");
}

TEST_CASE("stocks are ranked by the largest of any period and never added up", "[route]") {
    const std::vector<FlowSlot> slots{{"", "2010"}, {"", "2020"}};
    const FlowSums sums{{0, 1, 0, 1, whole_weight(700)},
                        {0, 1, 1, 1, whole_weight(100)},
                        {1, 0, 1, 1, whole_weight(500)}};
    const FlowLevel level = group_flows(sums, slots, {Measure::stock, "2020"});
    REQUIRE(level.flows.size() == 2);
    CHECK(level.flows[0].weight == whole_weight(100));
    CHECK(level.flows[0].heaviest == whole_weight(700));
    CHECK(level.flows[1].weight == whole_weight(500));
    CHECK(group_flows(sums, slots).flows[0].weight == whole_weight(800));
    CHECK(heaviest_place_weights(sums, 2, slots) ==
          std::vector{whole_weight(700), whole_weight(700)});
}

TEST_CASE("the latest period is the last in order, what is before all breaks the first",
          "[route]") {
    const auto latest = [](std::vector<std::string> labels) { return latest_period(labels); };
    CHECK(latest({"1990", "2020", "2005", ""}) == "2020");
    CHECK(latest({"999", "1990"}) == "1990");
    CHECK(latest({"before_1990", "1990_2000"}) == "1990_2000");
    CHECK(latest({"before_1990", "1990_2000", "from_2000"}) == "from_2000");
    CHECK(latest({""}).empty());
    CHECK(latest({}).empty());
}

TEST_CASE("the word stock in a name is a sign of stocks", "[route]") {
    CHECK(says_stock("undesa_stock_1990_2020"));
    CHECK(says_stock("Migrant stock"));
    CHECK_FALSE(says_stock("stockholm"));
    CHECK_FALSE(says_stock("people"));
    CHECK_FALSE(says_stock("livestock"));
}

TEST_CASE("a named column that no row has is an error with those there are", "[route]") {
    const auto rows = table({{{"from", text("A")}, {"to", text("B")}, {"n", std::int64_t{1}}}});
    JourneyColumns wanted = columns();
    ColumnCheck check{wanted};
    CHECK_THROWS_WITH(check.require("t.csv"), Contains("t.csv: there are no rows"));
    check.add(rows);
    CHECK_THROWS_WITH(check.require("t.csv"),
                      "t.csv: there is no column 'year', which is to be the time; the columns are "
                      "from, to, n");
    wanted.time.clear();
    ColumnCheck whole{wanted};
    ColumnCheck part = whole;
    part.add(rows);
    whole.add(part);
    CHECK_NOTHROW(whole.require("t.csv"));
}
