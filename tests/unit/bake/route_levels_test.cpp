// SPDX-License-Identifier: MIT
//
// Which places are one unit at a level, and what that is called.
#include "engine/route/flows/unit_levels.hpp"

#include <catch2/catch.hpp>

using namespace tamga;
using route::Location;
using route::UnitLevels;

namespace {

/// The places of a table in which each lies in the units of one of `locations`.
route::FlowTable table_of(const std::vector<Location>& locations) {
    route::FlowTable table;
    for (const Location& location : locations) {
        table.place(location.name, location.position, &location);
    }
    return table;
}

}  // namespace

TEST_CASE("units of one name are one if those they are in have one name, too", "[bake][route]") {
    const auto table = table_of({{"Portland", {-122.7, 45.5}, {{"Washington"}, {"Oregon"}}},
                                 {"Marietta", {-81.5, 39.4}, {{"Washington"}, {"Ohio"}}},
                                 {"Hillsboro", {-123.0, 45.5}, {{"Washington"}, {"Oregon"}}}});
    const UnitLevels levels{{"county", "state"}, table};
    CHECK(levels.units(0)[0] == levels.units(0)[2]);
    CHECK(levels.units(0)[0] != levels.units(0)[1]);
    CHECK(levels.name(0, 1) == "Washington");
    CHECK(levels.name(1, 1) == "Ohio");
}

TEST_CASE("units with ids of their own are told apart by these", "[bake][route]") {
    const auto table = table_of({{"Portland", {-122.7, 45.5}, {{"Washington", 1}}},
                                 {"Marietta", {-81.5, 39.4}, {{"Washington", 2}}},
                                 {"Hillsboro", {-123.0, 45.5}, {{"Washington", 1}}}});
    const UnitLevels levels{{"admin2"}, table};
    CHECK(levels.units(0)[0] == levels.units(0)[2]);
    CHECK(levels.units(0)[0] != levels.units(0)[1]);
}

TEST_CASE("a place that is in no unit of a level stays by itself, under its own name",
          "[bake][route]") {
    const auto table = table_of({{"Talas", {72.2, 42.5}, {{}, {"Kyrgyzstan", 7}}},
                                 {"Talas", {35.6, 38.7}, {{}, {"Turkey", 8}}},
                                 {"Osh", {72.8, 40.5}, {{}, {"Kyrgyzstan", 7}}}});
    const UnitLevels levels{{"town", "country"}, table};
    for (const std::uint32_t unit : levels.units(0)) {
        CHECK(unit == route::PlaceClusters::none);
    }
    CHECK(levels.name(0, 0) == "Talas");
    CHECK(levels.units(1)[0] == levels.units(1)[2]);
    CHECK(levels.units(1)[0] != levels.units(1)[1]);
    CHECK(levels.name(1, 2) == "Kyrgyzstan");
}
