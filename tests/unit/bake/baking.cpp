// SPDX-License-Identifier: MIT
#include "tests/unit/bake/baking.hpp"

#include "engine/bake/table/fields.hpp"
#include "engine/mvt/decode.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <cmath>
#include <fstream>
#include <random>

namespace tamga::tests {
namespace {

std::string lines_geojson(int id, double lon, double lat, double step) {
    std::string text;
    for (int i = 0; i < 8; ++i) {
        text += fmt::format("{}[{},{}]", i == 0 ? "" : ",", lon + i * step, lat + (i % 3) * step);
    }
    return fmt::format(R"({{"type":"Feature","id":{},"properties":{{"n":{}}},)"
                       R"("geometry":{{"type":"LineString","coordinates":[{}]}}}})",
                       id, id, text);
}

/// A cell of a grid: its neighbours have the same borders.
std::string cell_geojson(int id, double west, double south, double side) {
    const double east = west + side;
    const double north = south + side;
    const double bend = side / 7;
    return fmt::format(
        R"({{"type":"Feature","id":{},"properties":{{"name":"cell {}"}},"geometry":{{"type":)"
        R"("Polygon","coordinates":[[[{},{}],[{},{}],[{},{}],[{},{}],[{},{}],[{},{}]]]}}}})",
        id, id, west, south, west + side / 2, south + bend, east, south, east, north,
        west + side / 2, north + bend, west, north, west, south);
}

DrawnFeature drawn(tile::TileId id, const mvt::Layer& layer, const mvt::Feature& feature) {
    DrawnFeature result{.zoom = id.zoom,
                        .tile = tile::to_string(id),
                        .layer = std::string{layer.name},
                        .id = feature.id.value_or(0)};
    for (const auto& [name, value] : mvt::attributes_of(layer, feature)) {
        result.attributes += fmt::format("{}={};", name, bake::json_of(value));
    }
    result.geometry = std::string{as_text(feature.geometry)};
    for (const auto& point : mvt::geometry_of(feature).points) {
        result.points.emplace_back(point.x, point.y);
    }
    return result;
}

}  // namespace

std::string DrawnFeature::attribute(const std::string& key) const {
    const std::string all = ";" + attributes;
    const std::size_t at = all.find(";" + key + "=");
    INFO(attributes);
    REQUIRE(at != std::string::npos);
    const std::size_t begin = at + key.size() + 2;
    return all.substr(begin, all.find(';', begin) - begin);
}

std::vector<DrawnFeature> drawn_in(const std::string& tileset) {
    const auto reader = archive::open(tileset);
    std::vector<DrawnFeature> all;
    reader->visit([&](tile::TileId id, std::uint64_t) {
        const Bytes bytes = mvt::unpacked(*reader->tile(id));
        for (const mvt::Layer& layer : mvt::decode(bytes)) {
            for (const mvt::Feature& feature : layer.features) {
                all.push_back(drawn(id, layer, feature));
            }
        }
    });
    return all;
}

plan::Layer layer_of(const std::string& name, const std::string& source, plan::Kind kind) {
    return {.name = name, .kind = kind, .sources = {source}};
}

std::string point_geojson(std::uint64_t id, double lon, double lat, const std::string& properties) {
    return fmt::format(R"({{"type":"Feature","id":{},"properties":{},)"
                       R"("geometry":{{"type":"Point","coordinates":[{},{}]}}}})"
                       "\n",
                       id, properties, lon, lat);
}

std::string mixed_geojson(int count) {
    std::mt19937 random{7};
    const auto within = [&random](double low, double high) {
        return low + (high - low) * static_cast<double>(random()) / 4294967296.0;
    };
    std::string text;
    for (int i = 1; i <= count; ++i) {
        const double lon = within(-180, 180);
        const double lat = within(-80, 80);
        if (i % 3 == 0) {
            text += lines_geojson(i, i % 2 == 0 ? 178 : lon, lat, within(0.01, 1)) + "\n";
        } else if (i % 3 == 1) {
            // A row of cells; the last ones lie across 180 degrees.
            text += cell_geojson(i, 170 + (i / 3 % 12), 10 + i / 36, 1) + "\n";
        } else {
            text += point_geojson(static_cast<std::uint64_t>(i), lon, lat);
        }
    }
    return text;
}

std::string bytes_of(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace tamga::tests
