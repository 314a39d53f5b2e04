// SPDX-License-Identifier: MIT
//
// Clusters in a bake. That they are supercluster's is checked in tests/oracle/tiles.
#include "engine/bake/rank/cluster_points.hpp"

#include "engine/bake/rank/accumulated.hpp"
#include "engine/bake/table/fields.hpp"
#include "tests/unit/bake/baking.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <limits>
#include <map>
#include <random>

using namespace tamga;
using namespace tamga::tests;
using bake::Accumulated;
using plan::Accumulation;

namespace {

/// Points in heaps, a part of them round the antimeridian.
std::string heaps_geojson(int count) {
    std::mt19937 random{11};
    const auto within = [&random](double low, double high) {
        return low + (high - low) * static_cast<double>(random()) / 4294967296.0;
    };
    std::string text;
    for (int i = 1; i <= count; ++i) {
        const double lon = within(-1, 1) + (i % 4 == 0 ? 179.5 : 25.0 * (i % 7));
        const double lat = within(-1, 1) + 10.0 * (i % 3);
        text += point_geojson(static_cast<std::uint64_t>(i), lon > 180 ? lon - 360 : lon, lat,
                              fmt::format(R"({{"n":{}}})", i));
    }
    return text;
}

bake::Report bake_heaps(const BakeFolder& folder, const std::string& output, int threads = 0) {
    plan::Map map;
    map.layers = {layer_of("heaps", folder.file("heaps.geojson", heaps_geojson(900)))};
    map.layers[0].clusters.radius_px = 40;
    map.layers[0].clusters.accumulate = {{"n", Accumulation::sum}};
    map.max_zoom = 9;
    return bake::bake(map, {.output = folder.path(output), .force = true, .threads = threads});
}

}  // namespace

TEST_CASE("at every zoom the clusters' counts and sums are those of all points", "[bake]") {
    const BakeFolder folder;
    const bake::Report report = bake_heaps(folder, "heaps.pmtiles");
    struct Sum {
        std::uint64_t features = 0;
        std::uint64_t points = 0;
        std::uint64_t n = 0;
    };
    std::map<int, Sum> sums;
    std::map<std::pair<int, std::uint64_t>, bool> seen;
    for (const DrawnFeature& feature : drawn_in(folder.path("heaps.pmtiles"))) {
        if (seen.emplace(std::pair{feature.zoom, feature.id}, true).second) {
            const bool is_cluster = feature.attributes.starts_with("cluster=true");
            Sum& sum = sums[feature.zoom];
            ++sum.features;
            sum.points += is_cluster ? std::stoull(feature.attribute("point_count")) : 1;
            sum.n += std::stoull(feature.attribute("n"));
            CHECK(feature.id >= (is_cluster ? 901U : 1U));  // No feature's id is a cluster's.
        }
    }
    REQUIRE(report.layers[0].zooms.size() == 10);
    for (const bake::LayerZoomCount& zoom : report.layers[0].zooms) {
        CAPTURE(zoom.zoom);
        CHECK(sums[zoom.zoom].points == 900);
        CHECK(sums[zoom.zoom].n == 900 * 901 / 2);
        CHECK(sums[zoom.zoom].features == zoom.drawn);
        CHECK(zoom.drawn + zoom.merged == 900);
        CHECK(zoom.dropped.empty());
    }
    CHECK(report.layers[0].zooms[9].merged == 0);
    CHECK(report.layers[0].zooms[0].drawn < 30);
}

TEST_CASE("clusters do not depend on the number of threads", "[bake]") {
    const BakeFolder folder;
    bake_heaps(folder, "one.pmtiles", 1);
    bake_heaps(folder, "seven.pmtiles", 7);
    CHECK(bytes_of(folder.path("one.pmtiles")) == bytes_of(folder.path("seven.pmtiles")));
}

TEST_CASE("a cluster at the antimeridian is one, and drawn on both sides", "[bake]") {
    const BakeFolder folder;
    plan::Map map;
    map.layers = {layer_of(
        "fiji", folder.file("fiji.geojson",
                            point_geojson(1, 179.999, -17) + point_geojson(2, -179.999, -17)))};
    map.layers[0].clusters.radius_px = 20;
    map.max_zoom = 3;
    bake::bake(map, {.output = folder.path("fiji.pmtiles")});
    int at_zoom_2 = 0;
    for (const DrawnFeature& feature : drawn_in(folder.path("fiji.pmtiles"))) {
        if (feature.zoom == 2) {
            CHECK((feature.tile == "2/0/2" || feature.tile == "2/3/2"));
            CHECK(feature.points.at(0).first == (feature.tile == "2/0/2" ? 0 : 4096));
            CHECK(feature.attribute("point_count") == "2");
            CHECK(feature.attribute("expansion_zoom") == "3");
            ++at_zoom_2;
        }
    }
    CHECK(at_zoom_2 == 2);
}

TEST_CASE("a feature with zooms of its own is in no cluster", "[bake]") {
    const BakeFolder folder;
    const std::string own =
        R"({"type":"Feature","id":3,"tippecanoe":{"minzoom":2},"properties":{},)"
        R"("geometry":{"type":"Point","coordinates":[10,10]}})";
    plan::Map map;
    map.layers = {layer_of("own", folder.file("own.geojson", point_geojson(1, 10, 10) +
                                                                 point_geojson(2, 10, 10) + own))};
    map.layers[0].clusters.radius_px = 20;
    map.max_zoom = 3;
    const bake::Report report = bake::bake(map, {.output = folder.path("own.pmtiles")});
    const auto& zooms = report.layers[0].zooms;
    CHECK(zooms[1].drawn == 1);
    CHECK(zooms[1].merged == 1);
    CHECK(zooms[1].dropped == std::map<std::string, std::uint64_t>{{"not at this zoom", 1}});
    CHECK(zooms[2].drawn == 2);
    CHECK(zooms[3].drawn == 3);
}

TEST_CASE("counts are abbreviated as supercluster does it", "[bake]") {
    // supercluster's README: 4 digits and more get a k, below 10k with one decimal.
    CHECK(bake::abbreviated(999) == "999");
    CHECK(bake::abbreviated(1000) == "1k");
    CHECK(bake::abbreviated(1250) == "1.3k");
    CHECK(bake::abbreviated(9999) == "10k");
    CHECK(bake::abbreviated(12499) == "12k");
    CHECK(bake::abbreviated(12500) == "13k");
    CHECK(bake::abbreviated(4000000000) == "4000000k");
}

TEST_CASE("values accumulate in each of the ways", "[bake]") {
    using Values = std::vector<model::Value>;
    const auto whole = [](std::int64_t value) { return model::Value{value}; };
    const auto accumulated = [](Accumulation way, const Values& values, const Values& more) {
        Accumulated one{way};
        Accumulated other{way};
        std::ranges::for_each(values, [&](const auto& value) { one.add(value); });
        std::ranges::for_each(more, [&](const auto& value) { other.add(value); });
        one.add(other);
        return bake::json_of(one.value());
    };
    const Values some{whole(3), model::Value{}, whole(-1)};
    const Values others{whole(4), model::Value{"x"}};
    CHECK(accumulated(Accumulation::sum, some, others) == "6");
    CHECK(accumulated(Accumulation::mean, some, others) == "2.0");
    CHECK(accumulated(Accumulation::min, some, others) == "-1");
    CHECK(accumulated(Accumulation::max, some, others) == "4");
    CHECK(accumulated(Accumulation::count, some, others) == "4");
    CHECK(accumulated(Accumulation::concat, some, others) == R"("3-14x")");
    CHECK(accumulated(Accumulation::comma, some, others) == R"("3,-1,4,x")");
    CHECK(accumulated(Accumulation::sum, some, {model::Value{0.5}}) == "2.5");
    CHECK(accumulated(Accumulation::sum, {}, {model::Value{"x"}}) == "null");
    const std::int64_t most = std::numeric_limits<std::int64_t>::max();
    CHECK(accumulated(Accumulation::sum, {whole(most)}, {whole(1)}) == "9.223372036854776e+18");
}
