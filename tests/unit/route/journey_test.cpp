// SPDX-License-Identifier: MIT
#include "engine/route/table/journey.hpp"
#include "engine/base/error.hpp"
#include "engine/route/table/columns.hpp"

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

Features table(std::initializer_list<Cells> rows) {
    Features batch;
    std::uint64_t line = 1;
    for (const Cells& row : rows) {
        for (const auto& [name, value] : row) {
            batch.attribute(name, value);
        }
        batch.commit(
            {.shape = Shape::none, .record = ++line, .id = {}, .min_zoom = {}, .max_zoom = {}});
    }
    return batch;
}

JourneyColumns between(std::vector<std::string> origin, std::vector<std::string> destination) {
    JourneyColumns columns;
    columns.origin = std::move(origin);
    columns.destination = std::move(destination);
    return columns;
}

Value text(const char* value) { return std::string_view{value}; }

}  // namespace

TEST_CASE("a column's name tells latitude from longitude", "[route]") {
    for (const char* name :
         {"lat", "from_lat", "Latitude", "startLat", "y", "from.y", "LAT1", "fromlat"}) {
        CHECK(axis_of(name) == Axis::latitude);
    }
    for (const char* name : {"lon", "to_lng", "LONGITUDE", "long", "endLon", "x", "x 2", "tolng"}) {
        CHECK(axis_of(name) == Axis::longitude);
    }
    for (const char* name : {"place", "people", "city", "box", "latex", "", "lat_lon"}) {
        CHECK(axis_of(name) == Axis::unknown);
    }
}

TEST_CASE("two coordinate columns are read in either order", "[route]") {
    const Features rows = table({{{"from_lon", 74.6},
                                  {"from_lat", 42.9},
                                  {"to_lat", text("55.75")},
                                  {"to_lon", text("37.62")},
                                  {"people", std::int64_t{12}},
                                  {"year", std::int64_t{2020}},
                                  {"why", text("work")}}});
    JourneyColumns columns = between({"from_lon", "from_lat"}, {"to_lat", "to_lon"});
    columns.weight = "people";
    columns.time = "year";
    columns.category = "why";
    const auto journey = std::get<Journey>(JourneyReader{columns}.read(rows[0]));
    CHECK(journey.origin == LonLat{.lon = 74.6, .lat = 42.9});
    CHECK(journey.destination == LonLat{.lon = 37.62, .lat = 55.75});
    CHECK(to_string(journey.weight) == "12");
    CHECK(journey.time == "2020");
    CHECK(journey.category == "work");
    CHECK(journey.origin_name.empty());
}

TEST_CASE("without a weight column every journey weighs one", "[route]") {
    const Features rows = table({{{"a", text("41.2, 74.8")}, {"b", text("55.75;37.62")}}});
    const auto journey = std::get<Journey>(JourneyReader{between({"a"}, {"b"})}.read(rows[0]));
    CHECK(journey.origin == LonLat{.lon = 74.8, .lat = 41.2});
    CHECK(journey.destination == LonLat{.lon = 37.62, .lat = 55.75});
    CHECK(to_string(journey.weight) == "1");
}

TEST_CASE("one column may hold a position in any notation", "[route]") {
    const Features rows = table({{{"a", text("41°12′N 74°48′E")}, {"b", text("геокод нет")}},
                                 {{"a", text("txm4mm")}, {"b", text("55.75, 37.62")}}});
    const JourneyReader reader{between({"a"}, {"b"})};
    CHECK(std::get<BadJourney>(reader.read(rows[0])).reason ==
          "destination: 'геокод нет' is not a position, and there is no table of locations or "
          "gazetteer to find it in");
    CHECK(std::get<Journey>(reader.read(rows[1])).origin.lat == Approx(41.207).margin(0.01));

    Locations locations;
    locations.add("KG", "Kyrgyzstan", {.lon = 74.6, .lat = 41.5});
    const JourneyReader with_places{between({"a"}, {"b"}), locations};
    CHECK(std::get<BadJourney>(with_places.read(rows[1])).place == "txm4mm");
}

TEST_CASE("places are found by id, then by name", "[route]") {
    Locations locations;
    locations.add("KG", "Kyrgyzstan", {.lon = 74.6, .lat = 41.5});
    locations.add("7", "Osh", {.lon = 72.8, .lat = 40.5});
    locations.add("8", "Springfield", {.lon = -89.6, .lat = 39.8});
    locations.add("9", "Springfield", {.lon = -72.6, .lat = 42.1});
    const JourneyReader reader{between({"from"}, {"to"}), locations};
    const Features rows = table({{{"from", text("KG")}, {"to", text(" Osh ")}},
                                 {{"from", std::int64_t{7}}, {"to", text("Kyrgyzstan")}},
                                 {{"from", text("Atlantis")}, {"to", text("KG")}},
                                 {{"from", text("KG")}, {"to", text("Springfield")}}});
    const auto journey = std::get<Journey>(reader.read(rows[0]));
    CHECK(journey.origin_name == "Kyrgyzstan");
    CHECK(journey.destination_name == "Osh");
    CHECK(journey.destination == LonLat{.lon = 72.8, .lat = 40.5});
    CHECK(std::get<Journey>(reader.read(rows[1])).origin_name == "Osh");

    const auto lost = std::get<BadJourney>(reader.read(rows[2]));
    CHECK(lost.reason == "origin: place 'Atlantis' is not in the table of locations");
    CHECK(lost.place == "Atlantis");
    CHECK(to_string(lost.weight) == "1");
    CHECK(std::get<BadJourney>(reader.read(rows[3])).reason ==
          "destination: place 'Springfield' is several locations");
}

TEST_CASE("what is no position is asked of the gazetteer, where no table names places", "[route]") {
    const Locations others{[](std::string_view name) {
        Locations::Answer other;
        if (name == "KG") {
            other.location = Location{"Kyrgyzstan", {.lon = 74.6, .lat = 41.5}};
        }
        return other;
    }};
    const JourneyReader reader{between({"from"}, {"to"}), others};
    const Features rows = table({{{"from", text("KG")}, {"to", text("55.75, 37.62")}},
                                 {{"from", text("KG")}, {"to", text("Atlantis")}}});
    const auto journey = std::get<Journey>(reader.read(rows[0]));
    CHECK(journey.origin_name == "Kyrgyzstan");
    CHECK(journey.destination == LonLat{.lon = 37.62, .lat = 55.75});
    const auto lost = std::get<BadJourney>(reader.read(rows[1]));
    CHECK(lost.place == "Atlantis");
    CHECK(lost.reason ==
          "destination: 'Atlantis' is not a position, and not a place in the gazetteer");
}

TEST_CASE("a position may be told by the units that it is in", "[route]") {
    int asked = 0;
    const Locations others{
        [](std::string_view) { return Locations::Answer{}; },
        [&asked](LonLat position) {
            ++asked;
            return std::vector{Unit{position.lat > 50 ? "Russia" : "Kyrgyzstan"}};
        }};
    const JourneyReader reader{between({"from"}, {"to"}), others};
    const Features rows = table({{{"from", text("41.2, 74.8")}, {"to", text("55.75, 37.62")}},
                                 {{"from", text("55.75, 37.62")}, {"to", text("41.2, 74.8")}}});
    const auto there = std::get<Journey>(reader.read(rows[0]));
    const auto back = std::get<Journey>(reader.read(rows[1]));
    CHECK(asked == 2);  // Once for each position.
    CHECK(there.origin_name.empty());
    CHECK(there.origin_location->levels == std::vector{Unit{"Kyrgyzstan"}});
    CHECK(there.destination_location == back.origin_location);
    CHECK(back.origin_location->levels == std::vector{Unit{"Russia"}});
}

TEST_CASE("a locations table is read by its usual column names", "[route]") {
    const Features rows = table(
        {{{"ID", text("KG")}, {"Name", text("Kyrgyzstan")}, {"LAT", 41.5}, {"Long", text("74.6")}},
         {{"name", text("Osh")}, {"lat", 95.0}, {"lon", 72.8}},
         {{"lat", 40.0}, {"lon", 72.8}}});
    Locations locations;
    locations.add(rows[0]);
    REQUIRE(locations.find("KG").location != nullptr);
    CHECK(locations.find("KG").location->position == LonLat{.lon = 74.6, .lat = 41.5});
    CHECK_THROWS_WITH(locations.add(rows[1]), "latitude 95 is outside -90..90");
    CHECK_THROWS_WITH(locations.add(rows[2]), "a location has neither an id nor a name");
}

TEST_CASE("a bad record says why it is no journey", "[route]") {
    JourneyColumns columns = between({"from_lat", "from_lon"}, {"to_lat", "to_lon"});
    columns.weight = "people";
    const JourneyReader reader{columns};
    const auto reason = [&](Cells row) {
        const Features rows = table({row});
        return std::get<BadJourney>(reader.read(rows[0])).reason;
    };
    const Value none;
    CHECK(reason({{"from_lat", 1.0}, {"people", std::int64_t{1}}}) ==
          "origin: no value in column 'from_lon'");
    CHECK(reason({{"from_lat", 741.2}, {"from_lon", 1.0}, {"people", std::int64_t{1}}}) ==
          "origin: latitude 741.2 is outside -90..90");
    CHECK(reason({{"from_lat", text("n/a")}, {"from_lon", 1.0}, {"people", std::int64_t{1}}}) ==
          "origin: 'n/a' in column 'from_lat' is not a coordinate");
    CHECK(reason({{"people", std::int64_t{-1}}}) == "weight -1 is negative");
    CHECK(reason({{"people", none}}) == "no value in column 'people'");
    CHECK(reason({{"people", text("  ")}}) == "no value in column 'people'");
}

TEST_CASE("a line's first and last positions are a journey", "[route]") {
    Features batch;
    batch.position({.lon = 74.6, .lat = 42.9});
    batch.position({.lon = 60, .lat = 50});
    batch.position({.lon = 37.6, .lat = 55.7});
    batch.end_part();
    batch.attribute("people", std::int64_t{3});
    batch.attribute("start", text("Bishkek"));
    batch.commit({.shape = Shape::lines, .record = 1, .id = {}, .min_zoom = {}, .max_zoom = {}});
    JourneyColumns columns;
    columns.weight = "people";
    columns.origin_name = "start";
    const auto journey = std::get<Journey>(JourneyReader{columns}.read(batch[0]));
    CHECK(journey.origin == LonLat{.lon = 74.6, .lat = 42.9});
    CHECK(journey.destination == LonLat{.lon = 37.6, .lat = 55.7});
    CHECK(journey.origin_name == "Bishkek");
    CHECK(to_string(journey.weight) == "3");

    const Features row = table({{{"people", std::int64_t{3}}}});
    CHECK(std::get<BadJourney>(JourneyReader{columns}.read(row[0])).reason ==
          "origin: no line with two ends; name the columns that have them: --origin A "
          "--destination B [--weight C], or origin, destination and weight in a map.toml; it has "
          "people");
}

TEST_CASE("columns that make no sense are a usage error", "[route]") {
    CHECK_THROWS_WITH((JourneyReader{between({"a", "b"}, {"to_lat", "to_lon"})}),
                      Catch::Contains("do not tell which is the latitude"));
    CHECK_THROWS_WITH((JourneyReader{between({"lat", "latitude"}, {"to_lat", "to_lon"})}),
                      Catch::Contains("do not tell which is the latitude"));
    CHECK_THROWS_AS((JourneyReader{between({"a", "b", "c"}, {"d"})}), Error);
    CHECK_THROWS_AS((JourneyReader{between({"a"}, {})}), Error);
    CHECK_THROWS_AS((JourneyReader{between(split_columns("lat,"), {"d"})}), Error);
    CHECK(split_columns("from_lon, from_lat") == std::vector<std::string>{"from_lon", "from_lat"});
    CHECK(split_columns("").empty());
}
