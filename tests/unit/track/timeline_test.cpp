// SPDX-License-Identifier: MIT
//
// The rules are those of ExifTool's geotagging, which tests/oracle/photos compares with; here each
// is seen alone, with numbers that are right by simple arithmetic.
#include "engine/track/timeline.hpp"

#include <catch2/catch.hpp>

using namespace tamga::track;
using Catch::Matchers::Contains;
using How = Spot::How;

namespace {

Fix fix(double utc_s, double lat, double lon) {
    Fix result;
    result.utc_s = utc_s;
    result.position = {.lon = lon, .lat = lat};
    return result;
}

Timeline timeline(std::vector<Fix> fixes, const FixFilter& filter = {}) {
    Timeline result;
    result.add({.path = "", .format = "", .fixes = std::move(fixes), .notes = {}}, filter);
    result.sort();
    return result;
}

Spot spot(const Timeline& timeline, double utc_s, const Reach& reach = {}) {
    const auto found = timeline.at(utc_s, reach);
    REQUIRE(std::holds_alternative<Spot>(found));
    CHECK(std::get<Spot>(found).fix.utc_s == utc_s);
    return std::get<Spot>(found);
}

std::string refusal(const Timeline& timeline, double utc_s, const Reach& reach = {}) {
    const auto found = timeline.at(utc_s, reach);
    REQUIRE(std::holds_alternative<std::string>(found));
    return std::get<std::string>(found);
}

}  // namespace

TEST_CASE("between two fixes the position is on the line", "[track]") {
    const Timeline track = timeline({fix(1000, 40, 70), fix(1100, 41, 72)});
    CHECK(spot(track, 1025).fix.position == tamga::geo::LonLat{.lon = 70.5, .lat = 40.25});
    CHECK(spot(track, 1025).how == How::interpolated);
    CHECK(spot(track, 1025).off_s == 25);
    CHECK(spot(track, 1100).fix.position == tamga::geo::LonLat{.lon = 72, .lat = 41});
    CHECK(spot(track, 1100).how == How::fix);
    CHECK(spot(track, 1000).how == How::fix);
}

TEST_CASE("a track in falling order is the same track", "[track]") {
    const Timeline track = timeline({fix(1100, 41, 72), fix(1050, 40, 71), fix(1000, 40, 70)});
    CHECK(spot(track, 1025).fix.position == tamga::geo::LonLat{.lon = 70.5, .lat = 40});
}

TEST_CASE("of two fixes at one time the later in the file counts", "[track]") {
    const Timeline track = timeline({fix(1000, 40, 70), fix(1000, 50, 80), fix(1100, 50, 82)});
    CHECK(track.size() == 2);
    CHECK(spot(track, 1050).fix.position == tamga::geo::LonLat{.lon = 81, .lat = 50});
}

TEST_CASE("the line goes the short way over the antimeridian", "[track]") {
    const Timeline track = timeline({fix(0, 0, 179), fix(100, 0, -179), fix(200, 0, 179.5)});
    CHECK(spot(track, 25).fix.position.lon == Approx(179.5));
    CHECK(spot(track, 75).fix.position.lon == Approx(-179.5));
    CHECK(spot(track, 190).fix.position.lon == Approx(179.65));
}

TEST_CASE("before and after a track its ends hold for half an hour", "[track]") {
    const Timeline track = timeline({fix(10000, 40, 70), fix(10100, 41, 72)});
    CHECK(spot(track, 8200).fix.position.lat == 40);
    CHECK(spot(track, 8200).how == How::nearest);
    CHECK(spot(track, 11900).fix.position.lat == 41);
    CHECK(refusal(track, 8199) == "30 min before the track; the limit is 30 min");
    CHECK(refusal(track, 20000) == "2.8 h after the track; the limit is 30 min");
    CHECK(spot(track, 20000, {.beyond_s = 10000}).off_s == 9900);
}

TEST_CASE("a gap in a track is not bridged", "[track]") {
    const Timeline track = timeline({fix(0, 40, 70), fix(5000, 41, 72)});
    CHECK(spot(track, 1700).fix.position.lat == 40);
    CHECK(spot(track, 3300).fix.position.lat == 41);
    CHECK_THAT(refusal(track, 2000), Contains("from the nearest fix"));
    CHECK(spot(track, 2500, {.between_s = 5000}).fix.position.lat == 40.5);
    const Reach never{.between_s = 0};
    CHECK(spot(timeline({fix(0, 40, 70), fix(10, 41, 72)}), 4, never).fix.position.lat == 40);
}

TEST_CASE("the gap before another track is measured by the other limit", "[track]") {
    Timeline both;
    both.add({"", "", {fix(0, 40, 70), fix(100, 40, 70)}, {}}, {});
    both.add({"", "", {fix(900, 42, 70), fix(1000, 42, 70)}, {}}, {});
    both.sort();
    CHECK(spot(both, 500).fix.position.lat == 41);
    CHECK(spot(both, 499, {.between_s = 1800, .beyond_s = 600}).fix.position.lat == 40);
    CHECK_THAT(refusal(both, 500, {.between_s = 1800, .beyond_s = 300}), Contains("nearest"));
}

TEST_CASE("a time span is bridged however long it is", "[track]") {
    std::vector<Fix> fixes{fix(0, 40, 70), fix(86400, 42, 70)};
    fixes[0].span = fixes[1].span = 3;
    CHECK(spot(timeline(fixes), 43200).fix.position.lat == 41);
}

TEST_CASE("what some fixes lack comes from those around that have it", "[track]") {
    std::vector<Fix> fixes{fix(0, 40, 70), fix(100, 40, 71), fix(200, 40, 72), fix(300, 40, 73)};
    fixes[0].altitude_m = 1000;
    fixes[3].altitude_m = 1300;
    fixes[1].course_deg = 350;
    fixes[2].course_deg = 20;
    fixes[2].speed_mps = 2;
    const Timeline track = timeline(fixes);
    const Spot middle = spot(track, 150);
    CHECK(*middle.fix.altitude_m == Approx(1150));
    CHECK(*middle.fix.course_deg == Approx(5));  // Through north.
    CHECK_FALSE(middle.fix.speed_mps);           // Nothing before it knows the speed.
    CHECK(*spot(track, 110).fix.course_deg == Approx(353));
    CHECK(spot(track, 400).fix.speed_mps == 2);
}

TEST_CASE("poor fixes are left out, unknown ones kept", "[track]") {
    std::vector<Fix> fixes{fix(0, 40, 70), fix(100, 50, 70), fix(200, 42, 70)};
    fixes[1].hdop = 5;
    fixes[1].pdop = 6;
    fixes[1].satellites = 3;
    for (const FixFilter& filter :
         {FixFilter{.max_hdop = 4}, FixFilter{.max_pdop = 4}, FixFilter{.min_satellites = 4}}) {
        Timeline track;
        CHECK(track.add({"", "", fixes, {}}, filter) == 1);
        track.sort();
        CHECK(spot(track, 100).fix.position.lat == 41);
    }
    CHECK(timeline(fixes, {.max_hdop = 5, .min_satellites = 3}).size() == 3);
}

TEST_CASE("fixes without a date are asked by the time of day", "[track]") {
    std::vector<Fix> fixes{fix(1000, 40, 70), fix(1100, 42, 70)};
    fixes[0].dated = fixes[1].dated = false;
    const Timeline track = timeline(fixes);
    CHECK(spot(track, 86400 * 365 + 1050).fix.position.lat == 41);
    CHECK(refusal(timeline({}), 0) == "there are no fixes");
}
