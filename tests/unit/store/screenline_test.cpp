// SPDX-License-Identifier: MIT
#include "engine/base/error.hpp"
#include "engine/geo/geodesic.hpp"
#include "engine/store/areas/line_text.hpp"
#include "engine/store/query.hpp"
#include "tests/unit/store/answers.hpp"
#include "tests/unit/store/random_journeys.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <map>
#include <string>
#include <vector>

using namespace tamga;
using namespace tamga::store;

namespace {

using Line = std::vector<geo::LonLat>;

struct Across {
    std::int64_t to_right = 0;
    std::int64_t to_left = 0;
};

double side(geo::LonLat a, geo::LonLat b, geo::LonLat p) {
    return (b.lon - a.lon) * (p.lat - a.lat) - (b.lat - a.lat) * (p.lon - a.lon);
}

/// How often a route crosses, of many short steps along it, none of which touches the line.
Across walked(const Line& line, const Trip& trip) {
    constexpr int steps = 3000;
    const geo::GeodesicLine route{trip.from, trip.to};
    Across across;
    for (int i = 0; i < steps; ++i) {
        const geo::LonLat a = route.unrolled_at(i / double{steps});
        const geo::LonLat b = route.unrolled_at((i + 1) / double{steps});
        for (std::size_t k = 1; k < line.size(); ++k) {
            for (const double turn : {-360.0, 0.0, 360.0}) {
                const geo::LonLat p{line[k - 1].lon + turn, line[k - 1].lat};
                const geo::LonLat q{line[k].lon + turn, line[k].lat};
                const bool meets = (side(p, q, a) > 0) != (side(p, q, b) > 0) &&
                                   (side(a, b, p) > 0) != (side(a, b, q) > 0);
                across.to_right += meets && side(p, q, a) > 0 ? 1 : 0;
                across.to_left += meets && side(p, q, a) < 0 ? 1 : 0;
            }
        }
    }
    return across;
}

/// A store of one route along the equator or between two positions.
struct OneRoute {
    TemporaryFolder folder = {};
    std::string path = folder / "one.sqlite";

    OneRoute(geo::LonLat from, geo::LonLat to) {
        const std::string file =
            folder.put("one.csv", fmt::format("a_lon,a_lat,b_lon,b_lat,n\n{},{},{},{},2.5\n",
                                              from.lon, from.lat, to.lon, to.lat));
        const route::JourneyReader reader{
            {.origin = {"a_lat", "a_lon"}, .destination = {"b_lat", "b_lon"}, .weight = "n"}};
        const auto writer = create(path, false);
        writer->add_routes({.name = "one", .source = {.path = file}, .called = file}, reader);
        writer->commit();
    }

    /// "right/left/net/gross crossings routes"
    std::string across(const std::string& line) const {
        const auto store = open(path);
        const WholeAnswer answer = whole(screenline(*store, {}, read_lines(line)));
        return fmt::format("{}/{}/{}/{} {} {}", answer.text(0, 0), answer.text(0, 1),
                           answer.text(0, 2), answer.text(0, 3), answer.integer(0, 4),
                           answer.integer(0, 5));
    }
};

}  // namespace

TEST_CASE("what crosses a line each way is what one meets who walks along every route", "[store]") {
    const RandomJourneys made{250, 5};
    const auto store = open(made.store);
    const std::array<Line, 2> lines{
        Line{{12.34, -7.1}, {13.7, 3.3}, {11.1, 12.7}, {17.9, 21.3}, {3.1, 33.3}},
        Line{{177.7, -11.3}, {183.1, 2.2}, {178.3, 17.9}, {186.6, 38.8}}};
    for (const Line& line : lines) {
        std::map<std::string, std::array<std::int64_t, 3>> expected;
        for (const Trip& trip : made.trips) {
            const Across across = walked(line, trip);
            if (across.to_right + across.to_left > 0) {
                auto& sums = expected[trip.year.empty() ? "(no time)" : trip.year];
                sums[0] += across.to_right * trip.halves;
                sums[1] += across.to_left * trip.halves;
                ++sums[2];
            }
        }
        const WholeAnswer answer = whole(screenline(*store, {}, {line}, {"year"}));
        REQUIRE(answer.rows.size() == expected.size());
        for (std::size_t row = 0; row < answer.rows.size(); ++row) {
            const auto& sums = expected[answer.text(row, 0)];
            INFO(answer.text(row, 0));
            CHECK(answer.text(row, 1) == made.text_of(sums[0]));
            CHECK(answer.text(row, 2) == made.text_of(sums[1]));
            CHECK(answer.text(row, 3) == made.text_of(sums[0] - sums[1]));
            CHECK(answer.text(row, 4) == made.text_of(sums[0] + sums[1]));
            CHECK(answer.integer(row, 6) == sums[2]);
        }
    }
}

TEST_CASE("where two pieces of a line meet there is one crossing, and a touch is none", "[store]") {
    const OneRoute east{{0, 0}, {10, 0}};  // Along the equator.
    CHECK(east.across("LINESTRING(5 -5,5 0,5 5)") == "2.5/0/2.5/2.5 1 1");
    CHECK(east.across("LINESTRING(5 5,5 0,5 -5)") == "0/2.5/-2.5/2.5 1 1");
    CHECK(east.across("LINESTRING(4 1,5 0,6 1)") == "0/0/0/0 0 0");
    CHECK(east.across("LINESTRING(4 -1,5 0,6 -1)") == "0/0/0/0 0 0");
    CHECK(east.across("LINESTRING(2 -5,2 5,6 5,6 -5)") == "2.5/2.5/0/5 2 1");
    // Along the line for a while, and across it or back.
    CHECK(east.across("LINESTRING(4 -3,4 0,6 0,6 3)") == "2.5/0/2.5/2.5 1 1");
    CHECK(east.across("LINESTRING(4 3,4 0,6 0,6 3)") == "0/0/0/0 0 0");
}

TEST_CASE("a route that begins or ends on a line is on its left there", "[store]") {
    const OneRoute east{{0, 0}, {10, 0}};
    CHECK(east.across("LINESTRING(0 -5,0 5)") == "2.5/0/2.5/2.5 1 1");
    CHECK(east.across("LINESTRING(0 5,0 -5)") == "0/0/0/0 0 0");
    CHECK(east.across("LINESTRING(10 -5,10 5)") == "0/0/0/0 0 0");
    CHECK(east.across("LINESTRING(10 5,10 -5)") == "0/2.5/-2.5/2.5 1 1");
}

TEST_CASE("the antimeridian is a line like any other, by either name", "[store]") {
    const OneRoute east{{175, 5}, {-175, 5}};
    for (const char* line : {"LINESTRING(180 0,180 10)", "LINESTRING(-180 0,-180 10)",
                             "LINESTRING(179 0,-179 10)", "LINESTRING(181 0,179 10)"}) {
        INFO(line);
        CHECK(east.across(line) == "2.5/0/2.5/2.5 1 1");
    }
    const OneRoute over_the_pole{{0, 80}, {180, 80}};
    CHECK(over_the_pole.across("LINESTRING(-90 89,90 89)") == "0/2.5/-2.5/2.5 1 1");
    const OneRoute nowhere{{5, 5}, {5, 5}};
    CHECK(nowhere.across("LINESTRING(0 5,10 5)") == "0/0/0/0 0 0");
}

TEST_CASE("a line is a file of lines or WKT, and nothing else", "[store]") {
    const TemporaryFolder folder;
    CHECK(
        read_lines(folder.put("l.geojson", R"({"type":"LineString","coordinates":[[0,0],[1,1]]})"))
            .size() == 1);
    CHECK_THROWS_WITH(
        read_lines(folder.put("p.geojson", R"({"type":"Point","coordinates":[0,0]})")),
        Catch::Contains("there are no lines in it"));
    CHECK_THROWS_AS(read_lines("nowhere.geojson"), Error);
    CHECK_THROWS_AS(read_lines("LINESTRING(0 0,1"), Error);
}
