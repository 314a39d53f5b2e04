// SPDX-License-Identifier: MIT
#include "engine/archive/survey.hpp"

#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tamga::archive {
namespace {

using Fields = std::map<std::string, FieldTypes>;

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
std::vector<std::uint8_t> types_of_keys(const mvt::Layer& layer) {
    std::vector<std::uint8_t> of_values(layer.values.size());
    for (std::size_t i = 0; i < of_values.size(); ++i) {
        of_values[i] = static_cast<std::uint8_t>(type_of(layer.values[i]));
    }
    std::vector<std::uint8_t> types(layer.keys.size());
    for (const mvt::Feature& feature : layer.features) {
        for (const mvt::TagPair& tag : mvt::tags_of(layer, feature)) {
            types[tag.key] |= of_values[tag.value];
        }
    }
    return types;
}

/// Notes fields of one tile or tile set, which are bounded: a few kilobytes may name millions.
class FieldRoom {
public:
    explicit FieldRoom(std::size_t& bytes) : bytes_{bytes} {}

    void add(Fields& fields, const std::string& name, FieldTypes types) {
        constexpr std::size_t most_bytes = std::size_t{16} << 20;
        constexpr std::size_t bytes_of_node = 100;
        const auto [field, is_new] = fields.emplace(name, 0U);
        bytes_ += is_new ? name.size() + bytes_of_node : 0;
        if (bytes_ > most_bytes) {
            throw Error{Fault::input,
                        fmt::format("the names of attributes take over {} bytes", most_bytes)};
        }
        field->second |= types;
    }

private:
    std::size_t& bytes_;
};

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
    std::size_t field_bytes = 0;
    for (const mvt::Layer& layer : layers) {
        ContentSurvey::Layer& about = content.layers.emplace_back();
        about.name = layer.name;
        about.features = layer.features.size();
        if (layer.extent == 0) {
            continue;  // Nowhere to be.
        }
        content.grid_unit = std::max(content.grid_unit, 1.0 / layer.extent);
        for (const mvt::Feature& feature : layer.features) {
            base::stop_if_interrupted("");
            survey_feature(layer, feature, about, content.box);
        }
        const std::vector<std::uint8_t> types = types_of_keys(layer);
        for (std::size_t key = 0; key < types.size(); ++key) {
            if (types[key] != 0) {
                FieldRoom{field_bytes}.add(about.fields, std::string{layer.keys[key]}, types[key]);
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
        Layer& known = layer(from.name, zoom);
        known.features += from.features * unit.tiles;
        known.shapes |= from.shapes;
        for (const auto& [name, types] : from.fields) {
            FieldRoom{field_bytes_}.add(known.fields, name, types);
        }
        known.max_zoom = zoom;
        level.features += from.features * unit.tiles;
    }
}

TilesetSurvey::Layer& TilesetSurvey::layer(const std::string& name, int zoom) {
    constexpr std::size_t most_layers = 10'000;
    const auto [known, is_new] = by_name_.emplace(name, layers_.size());
    if (is_new) {
        if (layers_.size() == most_layers) {
            throw Error{Fault::input, fmt::format("the tiles have over {} layers", most_layers)};
        }
        layers_.emplace_back().name = name;
        layers_.back().min_zoom = zoom;
    }
    return layers_[known->second];
}

}  // namespace tamga::archive
