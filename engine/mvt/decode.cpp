// SPDX-License-Identifier: MIT
#include "engine/mvt/decode.hpp"

#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"
#include "engine/mvt/parse.hpp"

#include <fmt/format.h>

namespace tamga::mvt {
namespace {

void throw_if_fatal(const Problem& problem) {
    if (problem.level == Level::fatal) {
        throw Error{Fault::input, problem.message};
    }
}

Layer decode_layer(ByteView message) {
    RawLayer raw = parse_layer(message, throw_if_fatal);
    in_context(fmt::format("layer '{}'", raw.layer.name), [&] {
        raw.layer.features.reserve(raw.features.size());
        for (const ByteView feature : raw.features) {
            raw.layer.features.push_back(parse_feature(feature, throw_if_fatal));
        }
    });
    return std::move(raw.layer);
}

}  // namespace

std::vector<Layer> decode(ByteView tile) {
    std::vector<Layer> layers;
    for (const ByteView message : parse_tile(tile, throw_if_fatal)) {
        layers.push_back(decode_layer(message));
    }
    return layers;
}

std::vector<TagPair> tags_of(const Layer& layer, const Feature& feature) {
    return parse_tags(layer, feature.tags, throw_if_fatal);
}

std::vector<model::Attribute> attributes_of(const Layer& layer, const Feature& feature) {
    std::vector<model::Attribute> attributes;
    for (const TagPair& tag : tags_of(layer, feature)) {
        if (layer.values[tag.value].index() != 0) {
            attributes.push_back({layer.keys[tag.key], layer.values[tag.value]});
        }
    }
    return attributes;
}

model::Value value_of(ByteView message) { return parse_value(message, throw_if_fatal); }

Geometry geometry_of(const Feature& feature) { return parse_geometry(feature, throw_if_fatal); }

Bytes unpacked(ByteView stored) {
    return base::is_gzip(stored) ? base::gunzip(stored) : Bytes{stored.begin(), stored.end()};
}

}  // namespace tamga::mvt
