// SPDX-License-Identifier: MIT
#include "engine/photo/clock.hpp"

#include "engine/base/error.hpp"
#include "tests/source_folder.hpp"

#include <catch2/catch.hpp>

using namespace tamga::photo;
using namespace tamga::track;

namespace {

ClockCorrection synced(const std::vector<std::string>& syncs) {
    ClockCorrection clock;
    for (const std::string& sync : syncs) {
        add_sync(sync, {.offset_s = 0}, clock);
    }
    return clock;
}

double utc(const char* text) { return utc_seconds(*parse_moment(text), {.offset_s = 0}); }

}  // namespace

TEST_CASE("offsets are seconds with minutes, hours and days before them", "[photo]") {
    CHECK(parse_duration("30") == 30);
    CHECK(parse_duration("-1.5") == -1.5);
    CHECK(parse_duration("+1:30") == 90);
    CHECK(parse_duration("-6:00:00") == -21600);
    CHECK(parse_duration("1 00:00:30") == 86430);
    CHECK_FALSE(parse_duration("1:2:3:4"));
    CHECK_FALSE(parse_duration("soon"));
    CHECK_FALSE(parse_duration(""));
    CHECK_FALSE(parse_duration("1:-2"));
}

TEST_CASE("a clock is right until something is said", "[photo]") {
    CHECK(ClockCorrection{}.corrected(1000) == 1000);
    CHECK(synced({"+1:30"}).corrected(1000) == 1090);
    CHECK(synced({"-1:30"}).corrected(1000) == 910);
}

TEST_CASE("one point is an offset, several are a clock that runs evenly", "[photo]") {
    const auto one = synced({"2024-05-01T12:01:00Z@2024-05-01T12:00:00Z"});
    CHECK(one.corrected(utc("2020-01-01T00:00:00Z")) == utc("2020-01-01T00:01:00Z"));
    const auto two = synced({"2024-05-01T14:00:30Z@2024-05-01T14:00:00Z",
                             "2024-05-01T12:00:00Z@2024-05-01T12:00:00Z", "+5:00"});
    CHECK(two.corrected(utc("2024-05-01T13:00:00Z")) == utc("2024-05-01T13:00:15Z"));
    CHECK(two.corrected(utc("2024-05-01T16:00:00Z")) == utc("2024-05-01T16:01:00Z"));
    CHECK(two.corrected(utc("2024-05-01T11:00:00Z")) == utc("2024-05-01T10:59:45Z"));
    const auto three = synced({"2024-05-01T12:00:00Z@2024-05-01T12:00:00Z",
                               "2024-05-01T13:00:10Z@2024-05-01T13:00:00Z",
                               "2024-05-01T14:00:10Z@2024-05-01T14:00:00Z"});
    CHECK(three.corrected(utc("2024-05-01T13:30:00Z")) == utc("2024-05-01T13:30:10Z"));
    CHECK(three.corrected(utc("2024-05-01T12:30:00Z")) == utc("2024-05-01T12:30:05Z"));
}

TEST_CASE("a side without a date takes the other's, over midnight too", "[photo]") {
    const auto clock = synced({"00:00:10@2024-05-01T23:59:50Z"});
    CHECK(clock.corrected(0) == 20);
    CHECK(synced({"2024-05-02T00:00:10Z@23:59:50"}).corrected(0) == 20);
    CHECK(synced({"12:00:00@12:00:41"}).corrected(0) == -41);
    CHECK(synced({"00:00:10@23:59:50"}).corrected(0) == 20);
    CHECK(synced({"12:00:00+06:00@06:00:00"}).corrected(0) == 0);
}

TEST_CASE("what is no synchronisation is refused", "[photo]") {
    CHECK_THROWS_AS(synced({"tomorrow"}), tamga::Error);
    CHECK_THROWS_AS(synced({"12:00@noon"}), tamga::Error);
    CHECK_THROWS_AS(synced({"@"}), tamga::Error);
}

TEST_CASE("a photo with a GPS time sets the clock", "[photo]") {
    const std::string photos = tamga::in_source("fixtures/photos/");
    CHECK(synced({photos + "bazaar.jpg"}).corrected(0) == -2);  // 12:10:30+06:00, GPS 06:10:28.
    CHECK(synced({"06:01:00@" + photos + "noon.jpg"}).corrected(0) == 60);
    CHECK_THROWS_AS(synced({photos + "noon.jpg"}), tamga::Error);
    CHECK_THROWS_AS(synced({photos + "undated.jpg"}), tamga::Error);
}
