// SPDX-License-Identifier: MIT
#include "engine/archive/survey.hpp"

#include <algorithm>
#include <cmath>

namespace tamga::archive {
namespace {

FieldTypes type_of(const model::Value& value) {
    if (std::holds_alternative<std::string_view>(value)) {
        return string_field;
    }
    if (std::holds_alternative<bool>(value)) {
        return boolean_field;
    }
    return std::holds_alternative<std::monostate>(value) ? FieldTypes{} : FieldTypes{number_field};
}

/// Grows `box` by the part of the tile that a run of points may touch. What is in the buffer only
/// belongs to a neighbour.
void grow(ContentSurvey::Box& box, std::span<const mvt::GridPoint> part, double extent) {
    const auto [left, right] = std::ranges::minmax(part, {}, &mvt::GridPoint::x);
    const auto [top, bottom] = std::ranges::minmax(part, {}, &mvt::GridPoint::y);
    if (right.x < 0 || left.x > extent || bottom.y < 0 || top.y > extent) {
        return;
    }
    const double west = std::clamp<double>(left.x, 0, extent);
    const double east = std::clamp<double>(right.x, 0, extent);
    const double north = std::clamp<double>(top.y, 0, extent);
    const double south = std::clamp<double>(bottom.y, 0, extent);
    box.west = std::min(box.west, west / extent);
    box.east = std::max(box.east, east / extent);
    box.north = std::min(box.north, north / extent);
    box.south = std::max(box.south, south / extent);
}

void survey_feature(const mvt::Layer& layer, const mvt::Feature& feature,
                    ContentSurvey::Layer& about, ContentSurvey::Box& box) {
    const mvt::Geometry geometry = mvt::geometry_of(feature);
    about.shapes |= 1U << static_cast<unsigned>(feature.type);
    for (std::size_t i = 0; i < geometry.parts.size(); ++i) {
        if (feature.type != mvt::GeometryType::point) {
            grow(box, geometry.part(i), layer.extent);
            continue;
        }
        for (const mvt::GridPoint& point : geometry.part(i)) {
            grow(box, {&point, 1}, layer.extent);
        }
    }
}

/// The types of the values that the keys have, key by key.
std::vector<FieldTypes> types_of_keys(const mvt::Layer& layer) {
    std::vector<FieldTypes> types(layer.keys.size());
    for (const mvt::Feature& feature : layer.features) {
        for (const mvt::TagPair& tag : mvt::tags_of(layer, feature)) {
            types[tag.key] |= type_of(layer.values[tag.value]);
        }
    }
    return types;
}

void merge(TilesetSurvey::Layer& into, const ContentSurvey::Layer& from, std::uint64_t tiles) {
    into.features += from.features * tiles;
    into.shapes |= from.shapes;
    for (const auto& [name, types] : from.fields) {
        into.fields[name] |= types;
    }
}

geo::Box united(const geo::Box& a, const geo::Box& b) {
    return {{std::min(a.south_west.lon, b.south_west.lon),
             std::min(a.south_west.lat, b.south_west.lat)},
            {std::max(a.north_east.lon, b.north_east.lon),
             std::max(a.north_east.lat, b.north_east.lat)}};
}

}  // namespace

std::string_view name_of(FieldTypes types) {
    return types == number_field ? "Number" : types == boolean_field ? "Boolean" : "String";
}

ContentSurvey survey(std::span<const mvt::Layer> layers, std::uint64_t size_bytes) {
    ContentSurvey content;
    content.size_bytes = size_bytes;
    for (const mvt::Layer& layer : layers) {
        ContentSurvey::Layer& about = content.layers.emplace_back();
        about.name = layer.name;
        about.features = layer.features.size();
        if (layer.extent == 0) {
            continue;  // Nowhere to be.
        }
        content.grid_unit = std::max(content.grid_unit, 1.0 / layer.extent);
        for (const mvt::Feature& feature : layer.features) {
            survey_feature(layer, feature, about, content.box);
        }
        const std::vector<FieldTypes> types = types_of_keys(layer);
        for (std::size_t key = 0; key < types.size(); ++key) {
            if (types[key] != 0) {
                about.fields[std::string{layer.keys[key]}] |= types[key];
            }
        }
    }
    return content;
}

std::uint64_t TilesetSurvey::Zoom::quantile_bytes(double share) const {
    const auto wanted = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(tiles)));
    std::uint64_t seen = 0;
    for (const auto& [size, count] : tiles_of_size) {
        seen += count;
        if (seen >= wanted) {
            return size;
        }
    }
    return max_bytes;
}

void TilesetSurvey::add(const Unit& unit, const ContentSurvey& content) {
    const int zoom = unit.first.zoom;
    if (zooms_.empty() || zooms_.back().zoom != zoom) {
        zooms_.emplace_back().zoom = zoom;
    }
    Zoom& level = zooms_.back();
    level.tiles += unit.tiles;
    level.distinct += 1;
    level.bytes += content.size_bytes;
    level.max_bytes = std::max(level.max_bytes, content.size_bytes);
    level.tiles_of_size[content.size_bytes] += unit.tiles;
    level.tolerance_deg =
        std::max(level.tolerance_deg, content.grid_unit * 360 / std::ldexp(1, zoom));
    if (const auto& box = content.box; !box.empty()) {
        const auto corner = [&](std::uint32_t x, std::uint32_t y, double dx, double dy) {
            return tile::position_in({unit.first.zoom, x, y}, dx, dy);
        };
        const geo::LonLat north_west = corner(unit.min_x, unit.min_y, box.west, box.north);
        const geo::LonLat south_east = corner(unit.max_x, unit.max_y, box.east, box.south);
        const geo::Box data = {{north_west.lon, south_east.lat}, {south_east.lon, north_west.lat}};
        level.data = level.data ? united(*level.data, data) : data;
    }
    for (const ContentSurvey::Layer& from : content.layers) {
        auto known = std::ranges::find(layers_, from.name, &Layer::name);
        if (known == layers_.end()) {
            known = layers_.emplace(known);
            known->name = from.name;
            known->min_zoom = zoom;
        }
        merge(*known, from, unit.tiles);
        known->max_zoom = zoom;
        level.features += from.features * unit.tiles;
    }
}

}  // namespace tamga::archive
