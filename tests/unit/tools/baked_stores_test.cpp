// SPDX-License-Identifier: MIT
//
// A store, and what a query answers, as sources of a map.
#include "tests/source_folder.hpp"
#include "tests/temporary_folder.hpp"
#include "tests/unit/tools/printed.hpp"

#include <catch2/catch.hpp>

#include <initializer_list>
#include <string>
#include <vector>

namespace {

using Catch::Matchers::Contains;
using tamga::content_of;
using tamga::TemporaryFolder;
using tamga::tests::run_tool;

using Words = std::vector<std::string>;

Words joined(std::initializer_list<Words> parts) {
    Words all;
    for (const Words& part : parts) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

const std::string table = tamga::in_source("fixtures/journeys/small.csv");
const Words columns{"--origin",
                    "from_lat,from_lon",
                    "--origin-name",
                    "from",
                    "--destination",
                    "to_lat,to_lon",
                    "--destination-name",
                    "to",
                    "--weight",
                    "people",
                    "--time",
                    "year",
                    "--kind",
                    "stock"};
const Words quietly{"-q", "-z", "4", "-n", "journeys"};

void run(const Words& words) {
    const auto printed = run_tool(words);
    CHECK(printed.err == "");
    REQUIRE(printed.status == 0);
}

/// The bytes of the tile set that a bake of these words makes.
std::string baked(const TemporaryFolder& folder, const Words& words) {
    const std::string path = folder / "tiles.pmtiles";
    run(joined({{"bake"}, words, quietly, {"-f", "-o", path}}));
    return content_of(path);
}

std::string store_in(const TemporaryFolder& folder) {
    run(joined({{"ingest", "-q", "--routes", table}, columns, {"-o", folder / "small.sqlite"}}));
    return folder / "small.sqlite";
}

}  // namespace

TEST_CASE("a bake of a store's journeys has the bytes of one of their table", "[bake][store]") {
    const TemporaryFolder folder;
    const std::string store = store_in(folder);
    const std::string expected = baked(folder, joined({{"--routes", table}, columns}));
    CHECK(baked(folder, {store}) == expected);
    CHECK(baked(folder, {"--routes", store}) == expected);
    CHECK(baked(folder, {"--routes", store, "--where", "weight >= 0"}) == expected);
    const std::string map = folder.put("map.toml", R"([map]
[[layer]]
name = "small"
kind = "routes"
source = "small.sqlite"
)");
    CHECK(baked(folder, {map}) == expected);
}

TEST_CASE("what a query answers of routes is a source of routes", "[bake][store]") {
    const TemporaryFolder folder;
    const std::string store = store_in(folder);
    const std::string expected = baked(folder, joined({{"--routes", table}, columns}));
    for (const char* const name : {"small.csv", "small.geojson"}) {
        const std::string answer = folder / name;
        run({"query", store, "crossing", "--area=-180,-90,180,90", "--time", "0..3000", "-q", "-o",
             answer});
        CHECK(baked(folder, {"--routes", answer, "--kind", "stock"}) == expected);
    }
}

TEST_CASE("each layer of a store is a layer of the map", "[bake][store]") {
    const TemporaryFolder folder;
    const std::string points = folder.put("towns.csv", "name,lat,lon\nOsh,40.5,72.8\n");
    const std::string store = folder / "all.sqlite";
    run(joined({{"ingest", "-q", points, "--routes", table}, columns, {"-o", store}}));
    const auto report = run_tool({"bake", store, "-z", "3", "-o", folder / "all.pmtiles"});
    REQUIRE(report.status == 0);
    CHECK_THAT(report.err, Contains("towns: 1 read") && Contains("small: 10 read") &&
                               Contains("small_places: 9 read"));
    const auto one = run_tool({"bake", store, "--source-layer", "towns", "-l", "places", "-z", "3",
                               "-o", folder / "one.pmtiles"});
    CHECK_THAT(one.err, Contains("places: 1 read") && !Contains("small"));
}

TEST_CASE("weights of a store keep all their digits on the way to tiles", "[bake][store]") {
    const TemporaryFolder folder;
    const std::string text =
        "from_lat,from_lon,to_lat,to_lon,weight\n"
        "40,70,50,60,1234567890.123456\n40,70,50,60,0.000001\n";
    const std::string given = folder.put("exact.csv", text);
    run({"ingest", "-q", "--routes", given, "--origin", "from_lat,from_lon", "--destination",
         "to_lat,to_lon", "--weight", "weight", "-o", folder / "exact.sqlite"});
    CHECK(baked(folder, {folder / "exact.sqlite"}) == baked(folder, {"--routes", given}));
}

TEST_CASE("what does not go with a store is refused", "[bake][store]") {
    const TemporaryFolder folder;
    const std::string store = store_in(folder);
    const auto refused = [&](const Words& words) {
        const auto printed = run_tool(joined({{"bake", "-o", folder / "a.pmtiles"}, words}));
        CHECK(printed.status != 0);
        return printed.err;
    };
    CHECK_THAT(refused({store, "--crs", "EPSG:3857"}), Contains("a store is in WGS 84"));
    CHECK_THAT(refused({"--routes", store, "--source-layer", "towns"}),
               Contains("no layer 'towns'; it has small (routes)"));
    CHECK_THAT(refused({store, "--source-layer", "towns"}), Contains("towns"));
}
