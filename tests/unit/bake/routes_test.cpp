// SPDX-License-Identifier: MIT
//
// Routes, from a table to tiles: what is drawn, what is within a place, and what is left over come
// to the same total, at each zoom and in each period.
#include "engine/bake/bake.hpp"
#include "engine/base/error.hpp"
#include "engine/route/lines/flow_choice.hpp"
#include "tests/unit/bake/baking.hpp"
#include "tests/unit/bake/drawn_lines.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <ranges>
#include <set>
#include <utility>

using namespace tamga;
using namespace tamga::tests;
using Json = nlohmann::json;
using route::whole_weight;

namespace {

/// Journeys between 60 places of four countries, in three years, of whole and of broken weights.
std::string journeys_csv() {
    std::mt19937 random{17};
    std::string text = "from,to,year,people\n";
    for (int i = 0; i < 700; ++i) {
        text += fmt::format("{},{},{},{}{}\n", random() % 60, random() % 60,
                            2000 + random() % 3 * 10, random() % 500, i % 3 == 0 ? ".125" : "");
    }
    return text;
}

std::string places_csv() {
    std::mt19937 random{18};
    std::string text = "id,name,lat,lon,country\n";
    for (int i = 0; i < 60; ++i) {
        text += fmt::format("{0},place {0},{1},{2},{3}\n", i,
                            static_cast<double>(random() % 120) / 2 - 30,
                            static_cast<double>(random() % 720) / 2 - 180, i % 4);
    }
    return text;
}

plan::Layer flows_layer(const BakeFolder& folder) {
    plan::Layer layer =
        layer_of("flows", folder.file("flows.csv", journeys_csv()), plan::Kind::routes);
    layer.route.origin = {"from"};
    layer.route.destination = {"to"};
    layer.route.weight = "people";
    layer.route.time = "year";
    layer.route.locations = folder.file("places.csv", places_csv());
    return layer;
}

struct Baked {
    bake::Report report;
    std::vector<DrawnFeature> features;
    Json zooms;
    Json metadata;

    /// Each feature of a layer at a zoom once.
    std::map<std::uint64_t, DrawnFeature> layer(const std::string& name, int zoom) const {
        std::map<std::uint64_t, DrawnFeature> found;
        for (const DrawnFeature& feature : features) {
            if (feature.layer == name && feature.zoom == zoom) {
                found.emplace(feature.id, feature);
            }
        }
        return found;
    }
};

Baked baked(const BakeFolder& folder, const plan::Layer& layer, bake::Budget budget = {},
            int max_zoom = 4) {
    const std::string output = folder.path("flows.pmtiles");
    plan::Map map;
    map.max_zoom = max_zoom;
    map.layers = {layer};
    Baked result{.report = bake::bake(map, {.output = output, .force = true, .budget = budget}),
                 .features = drawn_in(output)};
    result.metadata = Json::parse(archive::open(output)->description().json).at("tamga");
    result.zooms = result.metadata.at("routes").at("flows");
    return result;
}

double number(const DrawnFeature& feature, const std::string& key) {
    return std::stod(feature.attribute(key));
}

/// total = drawn + within + remainder, and the tiles have what is said to be drawn.
void check_sums(const Json& stated, double in_tiles) {
    CAPTURE(stated.dump(), in_tiles);
    CHECK(stated.at("drawn").get<double>() == in_tiles);
    CHECK(stated.at("total").get<double>() == stated.at("drawn").get<double>() +
                                                  stated.at("within").get<double>() +
                                                  stated.at("remainder").get<double>());
}

void check_identity(const Baked& result) {
    REQUIRE_FALSE(result.zooms.empty());
    for (const Json& zoom : result.zooms) {
        double drawn = 0;
        std::map<std::string, double> by_period;
        std::map<std::pair<std::string, std::string>, double> ends;
        for (const auto& [id, flow] : result.layer("flows", zoom.at("zoom").get<int>())) {
            drawn += number(flow, "count");
            ends[{flow.attribute("from_id"), "out"}] += number(flow, "count");
            ends[{flow.attribute("to_id"), "in"}] += number(flow, "count");
            for (const char* period : {"2000", "2010", "2020"}) {
                by_period[period] += number(flow, std::string{"count_"} + period);
            }
        }
        check_sums(zoom, drawn);
        CHECK(zoom.at("total") == result.zooms.at(0).at("total"));
        for (const auto& [period, sums] : zoom.at("periods").items()) {
            check_sums(sums, by_period[period]);
        }
        double within = 0;
        double members = 0;
        for (const auto& [id, place] : result.layer("flows_places", zoom.at("zoom").get<int>())) {
            within += number(place, "within");
            members += number(place, "members");
            CHECK(number(place, "net") == number(place, "in") - number(place, "out"));
            const std::string key = std::to_string(id);
            CHECK(ends[{key, "in"}] + ends[{key, "out"}] + number(place, "remainder") ==
                  number(place, "in") + number(place, "out"));
        }
        CHECK(zoom.at("within").get<double>() == within);
        CHECK(members == 60);
    }
}

}  // namespace

TEST_CASE("sums hold at each zoom, in each period and at each place", "[bake][route]") {
    const BakeFolder folder;
    const Baked result = baked(folder, flows_layer(folder));
    check_identity(result);
    CHECK(result.zooms.front().at("within") > result.zooms.back().at("within"));
    CHECK(result.zooms.back().at("places") == 60);  // The deepest zoom has every place.
}

TEST_CASE("what there is no room for is the remainder, in the metadata and at the places",
          "[bake][route]") {
    const BakeFolder folder;
    plan::Layer layer = flows_layer(folder);
    layer.drawing.max_tile_flows = 20;
    const Baked result = baked(folder, layer);
    check_identity(result);
    CHECK(result.zooms.back().at("remainder") > 0);
    for (const Json& zoom : result.zooms) {
        std::map<std::string, std::set<std::uint64_t>> tiles;
        for (const DrawnFeature& feature : result.features) {
            // Those that are in a tile's buffer only, or end on its edge, are not counted.
            bool inside = false;
            for (std::size_t i = 1; i < feature.points.size(); ++i) {
                const int x = (feature.points[i].first + feature.points[i - 1].first) / 2;
                const int y = (feature.points[i].second + feature.points[i - 1].second) / 2;
                inside |= x > 0 && x < 4096 && y > 0 && y < 4096;
            }
            if (feature.layer == "flows" && feature.zoom == zoom.at("zoom") && inside) {
                tiles[feature.tile].insert(feature.id);
            }
        }
        for (const auto& [tile, flows] : tiles) {
            CAPTURE(tile);
            CHECK(flows.size() <= 20 + 2);  // Two may only touch a corner.
        }
        CHECK(zoom.at("flows_total") == zoom.at("flows_drawn").get<int>() +
                                            zoom.at("flows_within").get<int>() +
                                            zoom.at("remainder_flows").get<int>());
    }
}

TEST_CASE("every flow of two places is drawn with --keep all", "[bake][route]") {
    const BakeFolder folder;
    plan::Layer layer = flows_layer(folder);
    layer.drawing.max_tile_flows = 20;
    layer.keep = plan::Keep::all;
    for (const Json& zoom : baked(folder, layer).zooms) {
        CHECK(zoom.at("remainder_flows") == 0);
    }
}

TEST_CASE("without clusters every zoom has every place", "[bake][route]") {
    const BakeFolder folder;
    plan::Layer layer = flows_layer(folder);
    layer.clusters.radius_px = 0;
    for (const Json& zoom : baked(folder, layer).zooms) {
        CHECK(zoom.at("places") == 60);
    }
}

TEST_CASE("periods may be features of their own", "[bake][route]") {
    const BakeFolder folder;
    plan::Layer layer = flows_layer(folder);
    layer.drawing.time_as = plan::TimeAs::features;
    const Baked result = baked(folder, layer);
    for (const Json& zoom : result.zooms) {
        std::map<std::string, double> by_period;
        for (const auto& [id, flow] : result.layer("flows", zoom.at("zoom").get<int>())) {
            by_period[Json::parse(flow.attribute("period"))] += number(flow, "count");
        }
        for (const auto& [period, sums] : zoom.at("periods").items()) {
            check_sums(sums, by_period[period]);
        }
        CHECK(zoom.at("periods").size() == 3);
    }
}

TEST_CASE("places of one unit are one at the levels' zooms", "[bake][route]") {
    const BakeFolder folder;
    plan::Layer layer = flows_layer(folder);
    layer.drawing.levels = {"name:3", "country"};
    const Baked result = baked(folder, layer);
    check_identity(result);
    for (const Json& zoom : result.zooms) {
        CHECK(zoom.at("places") == (zoom.at("zoom") < 3 ? 4 : 60));
    }
    std::set<std::string> names;
    for (const auto& [id, place] : result.layer("flows_places", 0)) {
        names.insert(place.attribute("name"));
    }
    CHECK(names == std::set<std::string>{"\"0\"", "\"1\"", "\"2\"", "\"3\""});
    layer.drawing.levels = {"country:3", "name:4"};
    CHECK_THROWS_AS(baked(folder, layer), Error);
    layer.drawing.levels = {"province"};
    CHECK_THROWS_AS(baked(folder, layer), Error);
}

TEST_CASE("corridors carry what goes along them, each way", "[bake][route]") {
    const BakeFolder folder;
    plan::Layer layer = flows_layer(folder);
    layer.drawing.bundle = true;
    const Baked result = baked(folder, layer);
    check_identity(result);
    for (int zoom = 0; zoom <= 4; ++zoom) {
        double drawn = 0;
        std::map<std::string, double> balance;  // What leaves a place, less what comes to it.
        for (const auto& [id, flow] : result.layer("flows", zoom)) {
            drawn += number(flow, "count");
            balance[flow.attribute("from_id")] += number(flow, "count");
            balance[flow.attribute("to_id")] -= number(flow, "count");
        }
        double carried = 0;
        for (const auto& [id, corridor] : result.layer("flows_corridors", zoom)) {
            const double net = number(corridor, "forward") - number(corridor, "backward");
            CHECK(number(corridor, "count") ==
                  number(corridor, "forward") + number(corridor, "backward"));
            carried += number(corridor, "count");
            balance[corridor.attribute("from_id")] -= net;
            balance[corridor.attribute("to_id")] += net;
        }
        CHECK(carried >= drawn);
        for (const auto& [place, left] : balance) {
            CAPTURE(zoom, place);
            CHECK(left == 0);  // Who goes through a place leaves it again.
        }
    }
}

TEST_CASE("the two ways between places are told apart", "[bake][route]") {
    const BakeFolder folder;
    plan::Layer layer = layer_of("flows",
                                 folder.file("f.csv",
                                             "a,b,n\n\"10,10\",\"20,30\",5\n\"20,30\",\"10,10\",3\n"
                                             "\"10,10\",\"-20,30\",2\n"),
                                 plan::Kind::routes);
    layer.route = {.origin = {"a"}, .destination = {"b"}, .weight = "n"};
    std::vector<std::string> sides;
    for (const auto& [id, flow] : baked(folder, layer).layer("flows", 4)) {
        sides.push_back(flow.attribute("side"));
    }
    CHECK(sides == std::vector<std::string>{"1", "1", "0"});
    layer.drawing.curve = plan::Curve::bezier;
    std::set<std::string> lines;
    const Baked arcs = baked(folder, layer, {}, 2);
    for (const auto& [id, flow] : arcs.layer("flows", 2)) {
        CHECK(flow.attribute("side") == "0");
        lines.insert(flow.geometry);
    }
    CHECK(lines.size() == 3);
}

TEST_CASE("bundled ways there and back are one line, each with a side of its own",
          "[bake][route]") {
    const BakeFolder folder;
    plan::Layer layer = flows_layer(folder);
    layer.drawing.bundle = true;
    layer.drawing.curve = GENERATE(plan::Curve::geodesic, plan::Curve::bezier);
    baked(folder, layer);
    std::map<std::pair<std::uint64_t, std::uint64_t>, DrawnLine> ways;
    for (DrawnLine& line : read_drawing(folder.path("flows.pmtiles"), "flows", 3).lines) {
        const std::pair ends{line.from, line.to};
        ways.emplace(ends, std::move(line));
    }
    std::size_t bundled_pairs = 0;
    for (const auto& [ends, way] : ways) {
        const auto back = ways.find({ends.second, ends.first});
        CAPTURE(ends.first, ends.second);
        CHECK(way.beside == (back != ways.end()));
        if (back != ways.end()) {
            // One of them may lie on the next copy of the map, so x is not compared.
            CHECK(std::ranges::equal(way.points, back->second.points | std::views::reverse, {},
                                     &Pixel::y, &Pixel::y));
            bundled_pairs += way.points.size() > 2 ? 1U : 0U;
        }
    }
    CHECK(bundled_pairs > 100);
}

TEST_CASE("categories of one pair are lines of their own", "[bake][route]") {
    const BakeFolder folder;
    plan::Layer layer = layer_of(
        "flows",
        folder.file("f.csv", "a,b,n,why\n\"10,10\",\"20,30\",5,work\n\"10,10\",\"20,30\",3,war\n"),
        plan::Kind::routes);
    layer.route = {.origin = {"a"}, .destination = {"b"}, .weight = "n", .category = "why"};
    const auto flows = baked(folder, layer).layer("flows", 4);
    REQUIRE(flows.size() == 2);
    CHECK(flows.at(1).attribute("category") == "\"work\"");
    CHECK(flows.at(2).attribute("category") == "\"war\"");
}

TEST_CASE("flows are the same bytes with any number of threads", "[bake][route]") {
    const BakeFolder folder;
    plan::Layer layer = flows_layer(folder);
    layer.drawing.max_tile_flows = 20;
    for (const plan::Curve curve : {plan::Curve::geodesic, plan::Curve::bezier}) {
        layer.drawing.curve = curve;
        plan::Map map;
        map.max_zoom = 4;
        map.layers = {layer};
        std::string first;
        for (const int threads : {1, 2, 7}) {
            const std::string output = folder.path("flows.pmtiles");
            bake::bake(map, {.output = output, .force = true, .threads = threads});
            const std::string bytes = bytes_of(output);
            REQUIRE_FALSE(bytes.empty());
            first = first.empty() ? bytes : first;
            CAPTURE(threads);
            CHECK((bytes == first));
        }
    }
}

TEST_CASE("a full tile in one place does not thin another", "[bake][route]") {
    const auto place = [](std::uint32_t i) {
        return geo::LonLat{.lon = i < 6 ? -120.0 + i : 60.0 + i, .lat = 30};
    };
    const route::FlowDrawing drawing{
        .path = [&](const route::Flow& flow,
                    double) { return route::straight_path(place(flow.from), place(flow.to)); },
        .stops_on_way = [](const route::Flow&, double,
                           const std::function<bool(geo::MercatorPoint)>&) { return false; },
        .bytes = [](const route::Flow&) { return 1.0; },
        .ends =
            [&](const route::Flow& flow) {
                return std::pair{geo::mercator(place(flow.from)), geo::mercator(place(flow.to))};
            },
        .is_point = [](const route::Flow&) { return false; }};
    const std::vector<route::Flow> flows{
        {.from = 0, .to = 1}, {.from = 1, .to = 2}, {.from = 2, .to = 3}, {.from = 8, .to = 9}};
    using Chosen = std::vector<std::uint32_t>;
    CHECK(route::choose_flows(flows, 2, drawing, {.flows = 2, .bytes = 0}) == Chosen{0, 1, 3});
    CHECK(route::choose_flows(flows, 2, drawing, {.flows = 0, .bytes = 1}) == Chosen{0, 3});
    CHECK(route::choose_flows(flows, 0, drawing, {.flows = 2, .bytes = 0}) == Chosen{0, 1});
    CHECK(route::choose_flows(flows, 0, drawing, {}) == Chosen{0, 1, 2, 3});
}
