// SPDX-License-Identifier: MIT
#include "engine/mvt/decode.hpp"

#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"
#include "engine/base/printable.hpp"
#include "engine/mvt/parse.hpp"

#include <fmt/format.h>
#include <protozero/varint.hpp>

namespace tamga::mvt {
namespace {

void throw_if_fatal(const Problem& problem) {
    if (problem.level == Level::fatal) {
        throw Error{Fault::input, problem.message};
    }
}

Layer decode_layer(ByteView message) {
    Layer layer = parse_layer(message, throw_if_fatal);
    in_context(fmt::format("layer '{}'", base::shortened(layer.name)), [&] {
        for (std::size_t i = 0; i < layer.features.size(); ++i) {
            parse_feature(layer.features.bytes(i), throw_if_fatal);
        }
    });
    return layer;
}

bool is_zstd(ByteView bytes) { return as_text(bytes).starts_with("\x28\xb5\x2f\xfd"); }

}  // namespace

ByteView PackedFields::bytes(std::size_t i) const {
    const std::string_view text = as_text(layer_);
    const char* at = text.data() + offsets_[i];
    const std::uint64_t size = protozero::decode_varint(&at, text.data() + text.size());
    return as_bytes({at, static_cast<std::size_t>(size)});
}

void PackedFields::add(ByteView layer, std::size_t offset) {
    layer_ = layer;
    offsets_.push_back(static_cast<std::uint32_t>(offset));
}

template <>
std::string_view item_of(ByteView field) {
    return as_text(field);
}

template <>
model::Value item_of(ByteView field) {
    return value_of(field);
}

template <>
Feature item_of(ByteView field) {
    return parse_feature(field, throw_if_fatal);
}

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
        const model::Value value = layer.values[tag.value];
        if (value.index() != 0) {
            attributes.push_back({layer.keys[tag.key], value});
        }
    }
    return attributes;
}

model::Value value_of(ByteView message) { return parse_value(message, throw_if_fatal); }

Geometry geometry_of(const Feature& feature) { return parse_geometry(feature, throw_if_fatal); }

Bytes unpacked(ByteView stored, std::size_t limit) {
    if (is_zstd(stored)) {
        throw Error{Fault::input, "the tile is compressed with zstd; gzip is read, or none"};
    }
    if (base::is_gzip(stored)) {
        return base::gunzip(stored, limit);
    }
    if (stored.size() > limit) {
        throw Error{Fault::input,
                    fmt::format("the tile has {} bytes, over {}", stored.size(), limit)};
    }
    return {stored.begin(), stored.end()};
}

}  // namespace tamga::mvt
