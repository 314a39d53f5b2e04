// SPDX-License-Identifier: MIT
//
// Matrices, areas, locations without a position, and the levels that places are in.
#include "engine/base/error.hpp"
#include "engine/route/flows/flow_table.hpp"
#include "engine/route/table/inner_point.hpp"
#include "engine/route/table/journey.hpp"

#include <catch2/catch.hpp>

#include <initializer_list>
#include <utility>

using tamga::Error;
using tamga::geo::LonLat;
using tamga::model::Features;
using tamga::model::Shape;
using tamga::model::Value;
using namespace tamga::route;

namespace {

using Cells = std::initializer_list<std::pair<const char*, Value>>;

void add_row(Features& batch, const Cells& cells) {
    for (const auto& [name, value] : cells) {
        batch.attribute(name, value);
    }
    batch.commit({.shape = Shape::none, .record = batch.size() + 2});
}

Locations places() {
    Locations locations;
    locations.add("KG", "Kyrgyzstan", {.lon = 74.6, .lat = 41.5});
    locations.add("UZ", "Uzbekistan", {.lon = 64, .lat = 41});
    return locations;
}

void add_ring(Features& batch, std::initializer_list<LonLat> ring, bool hole) {
    for (const LonLat position : ring) {
        batch.position(position);
    }
    batch.end_part(hole);
}

}  // namespace

TEST_CASE("each cell of a matrix that holds a number is a journey", "[route]") {
    JourneyColumns columns;
    columns.matrix = true;
    const JourneyReader reader{columns, places()};
    Features batch;
    add_row(batch, {{"from", std::string_view{"KG"}},
                    {"KG", std::int64_t{7}},
                    {"UZ", std::int64_t{30}},
                    {"XX", std::int64_t{4}}});
    add_row(batch, {{"from", std::string_view{"UZ"}},
                    {"KG", std::int64_t{0}},
                    {"UZ", std::monostate{}},
                    {"XX", std::string_view{" "}}});
    const auto journeys = reader.read_all(batch[0]);
    REQUIRE(journeys.size() == 3);
    CHECK(std::get<Journey>(journeys[0]).destination_name == "Kyrgyzstan");
    CHECK(std::get<Journey>(journeys[1]).weight == whole_weight(30));
    CHECK(std::get<BadJourney>(journeys[2]).place == "XX");
    CHECK(std::get<BadJourney>(journeys[2]).weight == whole_weight(4));
    CHECK(reader.read_all(batch[1]).empty());
    columns.origin = {"from"};
    columns.destination = {"to"};
    CHECK_THROWS_AS((JourneyReader{columns, places()}), Error);
}

TEST_CASE("a time that is no date leaves a journey without a period", "[route]") {
    JourneyColumns columns;
    columns.origin = {"a"};
    columns.destination = {"b"};
    columns.time = "when";
    columns.period = "year";
    const JourneyReader reader{columns, places()};
    Features batch;
    add_row(batch, {{"a", std::string_view{"KG"}},
                    {"b", std::string_view{"UZ"}},
                    {"when", std::string_view{"2001-05-03"}}});
    add_row(batch, {{"a", std::string_view{"KG"}},
                    {"b", std::string_view{"UZ"}},
                    {"when", std::string_view{"soon"}}});
    CHECK(std::get<Journey>(reader.read(batch[0])).time == "2001");
    CHECK(std::get<Journey>(reader.read(batch[1])).time_fault.starts_with("when: 'soon' is not"));
    columns.time.clear();
    CHECK_THROWS_AS((JourneyReader{columns, places()}), Error);
}

TEST_CASE("a location without a position is known, and journeys there say so", "[route]") {
    Locations locations;
    Features batch;
    add_row(batch, {{"name", std::string_view{"Channel Islands"}}, {"lat", std::monostate{}}});
    add_row(batch, {{"name", std::string_view{"half"}}, {"lat", 3.5}});
    locations.add(batch[0]);
    CHECK(locations.find("Channel Islands").unplaced);
    CHECK(locations.empty());
    CHECK_THROWS_WITH(locations.add(batch[1]),
                      "a location has no longitude, but the other half of a position");
}

TEST_CASE("a location is found by every code that it has", "[route]") {
    Locations locations;
    Features batch;
    add_row(batch, {{"iso2", std::string_view{"KG"}},
                    {"iso3", std::string_view{"KGZ"}},
                    {"name", std::string_view{"Kyrgyzstan"}},
                    {"lat", 41.5},
                    {"lon", 74.6}});
    locations.add(batch[0]);
    for (const char* code : {"KG", "KGZ", "Kyrgyzstan"}) {
        CAPTURE(code);
        CHECK(locations.find(code).location != nullptr);
    }
}

TEST_CASE("a journey's places know the levels that they are in", "[route]") {
    Locations locations{{"region", "country"}};
    Features batch;
    add_row(batch, {{"id", std::string_view{"1"}},
                    {"lat", 40.5},
                    {"lon", 72.8},
                    {"region", std::string_view{"Osh"}},
                    {"country", std::string_view{"KG"}}});
    locations.add(batch[0]);
    CHECK(locations.missing_levels().empty());
    FlowTable table;
    const Location* osh = locations.find("1").location;
    const std::uint32_t place = table.place(osh->name, osh->position, osh);
    CHECK(table.levels(place) == std::vector<Unit>{{"Osh"}, {"KG"}});
    CHECK(table.levels(table.place("elsewhere", {})).empty());
    CHECK(Locations{{"town"}}.missing_levels() == std::vector<std::string>{"town"});
}

TEST_CASE("the point of an area is inside it, and not in its hole", "[route]") {
    Features batch;
    add_ring(batch, {{50, 50}, {51, 50}, {51, 51}, {50, 51}}, false);
    // A square of 10 with a hole from 1 to 8 in its middle rows.
    add_ring(batch, {{0, 0}, {10, 0}, {10, 10}, {0, 10}}, false);
    add_ring(batch, {{1, 2}, {8, 2}, {8, 8}, {1, 8}}, true);
    batch.commit({.shape = Shape::polygons, .record = 1});
    const LonLat point = inner_point(batch[0]);
    CHECK(point.lat == Approx(5));
    CHECK(point.lon == Approx(9));  // The middle of 8..10, wider than 0..1.
}

TEST_CASE("places are one if name and position are, and sums are in order", "[route]") {
    FlowTable table;
    Journey journey;
    journey.origin = {.lon = 1, .lat = 0};
    journey.destination = {.lon = 2, .lat = 0};
    journey.weight = whole_weight(3);
    journey.time = "2020";
    table.add(journey);
    journey.time = "2010";
    table.add(journey);
    table.add(journey);
    journey.origin.lon = -0.0;
    journey.destination.lon = 0.0;
    table.add(journey);
    table.finish();
    CHECK(table.places().size() == 3);  // -0 is 0.
    REQUIRE(table.sums().size() == 3);
    CHECK(table.slots()[0].period == "2010");
    CHECK(table.sums()[0].weight == whole_weight(6));
    CHECK(table.sums()[0].records == 2);
    CHECK(name_of(table.places()[0]) == "0,1");
}
