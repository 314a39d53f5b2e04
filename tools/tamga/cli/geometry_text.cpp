// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/geometry_text.hpp"

#include "tools/tamga/cli/answer_values.hpp"

#include <span>
#include <string_view>

namespace tamga::cli {
namespace {

std::string json_position(geo::LonLat position) {
    return "[" + text_of(position.lon) + "," + text_of(position.lat) + "]";
}

std::string json_run(std::span<const geo::LonLat> positions) {
    std::string text;
    for (const geo::LonLat position : positions) {
        text += (text.empty() ? "" : ",") + json_position(position);
    }
    return text;
}

std::string json_positions(std::span<const geo::LonLat> positions) {
    return "[" + json_run(positions) + "]";
}

std::string json_ring(std::span<const geo::LonLat> ring) {
    return "[" + json_run(ring) + "," + json_position(ring.front()) + "]";
}

std::string json_polygons(const model::FeatureView& feature) {
    std::string text;
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        const bool begins = !feature.parts[i].hole;
        text += (i == 0 ? "[" : begins ? "],[" : ",") + json_ring(feature.part(i));
    }
    return "[" + text + "]]";
}

std::string json_lines(const model::FeatureView& feature) {
    std::string text;
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        text += (i == 0 ? "" : ",") + json_positions(feature.part(i));
    }
    return "[" + text + "]";
}

std::string object(std::string_view type, const std::string& coordinates) {
    return R"({"type":")" + std::string{type} + R"(","coordinates":)" + coordinates + "}";
}

}  // namespace

std::string geojson_geometry(const model::FeatureView& feature) {
    switch (feature.shape) {
        case model::Shape::none:
            return "null";
        case model::Shape::polygons:
            return object("MultiPolygon", json_polygons(feature));
        case model::Shape::lines:
            return feature.parts.size() == 1
                       ? object("LineString", json_positions(feature.positions))
                       : object("MultiLineString", json_lines(feature));
        case model::Shape::points:
            break;
    }
    return feature.positions.size() == 1 ? object("Point", json_position(feature.positions[0]))
                                         : object("MultiPoint", json_positions(feature.positions));
}

}  // namespace tamga::cli
