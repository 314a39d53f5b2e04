// SPDX-License-Identifier: MIT
//
// Expected values: seconds since 1970 by GNU date, as in `date -ud 2003-05-24T17:10:05Z +%s`.
#include "engine/track/moment.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <ctime>

using namespace tamga::track;

namespace {

double utc(const std::string& text) {
    const auto moment = parse_moment(text);
    REQUIRE(moment);
    return utc_seconds(*moment, {.offset_s = 0});
}

/// The TZ of this process for as long as it lives.
class LocalZone {
public:
    explicit LocalZone(const char* zone) { set(zone); }
    ~LocalZone() { set("UTC"); }
    LocalZone(const LocalZone&) = delete;
    LocalZone& operator=(const LocalZone&) = delete;

private:
    static void set(const char* zone) {
        ::setenv("TZ", zone, 1);
        ::tzset();
    }
};

}  // namespace

TEST_CASE("times are read as Exif, XML and tables write them", "[track]") {
    CHECK(utc("2003-05-24T17:10:05Z") == 1053796205);
    CHECK(utc("2003:05:24 17:10:05") == 1053796205);
    CHECK(utc("2003/05/24 17:10:05") == 1053796205);
    CHECK(utc(" 2003-05-24 17:10:05.250 ") == 1053796205.25);
    CHECK(utc("2003-05-24T17:10:05,5Z") == 1053796205.5);
    CHECK(utc("2003-05-24T17:10Z") == 1053796200);
    CHECK(utc("2003-05-24T23:10:05+06:00") == 1053796205);
    CHECK(utc("2003-05-24T14:40:05-0230") == 1053796205);
    CHECK(utc("1901-12-13T20:45:52.2073437Z") == Approx(-2147483647.7926563).epsilon(1e-15));
    CHECK(utc("2016-12-31T23:59:60Z") == 1483228800);  // A leap second.
}

TEST_CASE("a time of day has no date", "[track]") {
    const auto moment = parse_moment("17:10:05+06:00");
    REQUIRE(moment);
    CHECK_FALSE(moment->dated);
    CHECK(moment->seconds == 61805);
    CHECK(utc_seconds(*moment, {}) == 61805 - 6 * 3600);
    CHECK(utc("01:00:00+06:00") == 19 * 3600);  // The day before in UTC.
}

TEST_CASE("what is no time is not read", "[track]") {
    for (const char* text : {"", "0000:00:00 00:00:00", "2003-13-24T17:10:05Z", "2003-02-29 10:00",
                             "2003-05-24", "2003-05-24T25:10:05Z", "2003-05-24T17:60:05Z",
                             "2003-05-24T17:10:05 tomorrow", "17", "    :  :     :  :  "}) {
        CAPTURE(text);
        CHECK_FALSE(parse_moment(text));
    }
}

TEST_CASE("zones are read in the forms people use", "[track]") {
    CHECK(parse_offset("Z") == 0);
    CHECK(parse_offset("+06:00") == 21600);
    CHECK(parse_offset("-0330") == -12600);
    CHECK(parse_offset("+6") == 21600);
    CHECK_FALSE(parse_offset("06:00"));
    CHECK_FALSE(parse_offset("+06:60"));
    CHECK_FALSE(parse_offset("+16"));
    CHECK_FALSE(parse_offset("Asia/Bishkek"));
}

TEST_CASE("a camera without a zone has that of this computer", "[track]") {
    const auto moment = parse_moment("2003:05:24 17:10:05");
    const LocalZone zone{"CET-1CEST,M3.5.0,M10.5.0/3"};  // Summer time: two hours ahead.
    CHECK(utc_seconds(*moment, {}) == 1053796205 - 7200);
    CHECK(utc_seconds(*parse_moment("2003:01:24 17:10:05"), {}) == 1043428205 - 3600);
    CHECK(utc_seconds(*moment, {.offset_s = 0}) == 1053796205);
}

TEST_CASE("times are printed as ISO 8601", "[track]") {
    CHECK(iso_text(1053796205) == "2003-05-24T17:10:05Z");
    CHECK(iso_text(1053796205.0625) == "2003-05-24T17:10:05.063Z");
    CHECK(iso_text(-0.25) == "1969-12-31T23:59:59.750Z");
    CHECK(iso_text(*parse_moment("2003:05:24 17:10:05+05:30")) == "2003-05-24T17:10:05+05:30");
    CHECK(iso_text(*parse_moment("2003:05:24 17:10:05")) == "2003-05-24T17:10:05");
}
