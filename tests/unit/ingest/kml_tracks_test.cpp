// SPDX-License-Identifier: MIT
#include "tests/unit/ingest/reading.hpp"

#include <catch2/catch.hpp>

using namespace tamga::ingest_test;
using Catch::Matchers::Contains;

TEST_CASE("a gx:Track without times is refused, and one with times is a line", "[ingest]") {
    const std::string start =
        "<kml xmlns='http://www.opengis.net/kml/2.2' xmlns:gx='http://www.google.com/kml/ext/2.2'>"
        "<Placemark><gx:Track>";
    const std::string places = "<gx:coord>72.8 40.5 1</gx:coord><gx:coord>72.9 40.6 1</gx:coord>";
    const std::string times = "<when>2024-05-01T06:00:00Z</when><when>2024-05-01T06:01:00Z</when>";
    const std::string end = "</gx:Track></Placemark></kml>";
    CHECK_THAT(error_of(start + places + end, "walk.kml"),
               Contains("walk.kml: a gx:Track has 2 gx:coord and no when"));
    CHECK(read_text(start + times + places + end, "walk.kml").features.size() == 1);
}
