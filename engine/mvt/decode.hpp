// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/model/features.hpp"
#include "engine/model/value.hpp"
#include "engine/mvt/writer.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tamga::mvt {

/// One feature, still packed; geometry_of() and attributes_of() unpack it.
struct Feature {
    std::optional<std::uint64_t> id;
    GeometryType type = GeometryType::unknown;
    ByteView tags;
    ByteView geometry;
};

struct Layer {
    std::string_view name;
    std::uint32_t version = 1;
    std::uint32_t extent = 4096;
    std::vector<std::string_view> keys;
    std::vector<model::Value> values;  ///< Null where the message held nothing we know.
    std::vector<Feature> features;
};

/// A tile's layers, in their order. Everything points into the bytes, which must outlive it.
///
/// What can be read is read, as any map would: a tile may break rules of MVT 2.1 and still be
/// decoded (violations() names them). Throws Error{Fault::input} where no reading makes sense:
/// damaged protobuf, a field of the wrong type.
std::vector<Layer> decode(ByteView tile);

/// The numbers of a key and a value of the layer.
struct TagPair {
    std::uint32_t key = 0;
    std::uint32_t value = 0;
};

/// Throws Error{Fault::input} if a tag points at no key or value.
std::vector<TagPair> tags_of(const Layer& layer, const Feature& feature);

/// The attributes that have a value. Throws Error{Fault::input} if a tag points at no key or value.
std::vector<model::Attribute> attributes_of(const Layer& layer, const Feature& feature);

/// What a Tile.Value message holds, as append_value() writes it; text points into the message.
/// Throws Error{Fault::input} if it is damaged.
model::Value value_of(ByteView message);

/// Points, lines or rings on the grid. Each part is a line or a ring; points are one part. Rings
/// are open, an exterior is followed by its holes, and rings without area are left out.
struct Geometry {
    std::vector<GridPoint> points;
    std::vector<model::Part> parts;  ///< Their ends count from the first point.

    std::span<const GridPoint> part(std::size_t i) const {
        const std::size_t begin = i == 0 ? 0 : parts[i - 1].end;
        return std::span{points}.subspan(begin, parts[i].end - begin);
    }
};

/// Empty for a feature of unknown type. Coordinates beyond 32 bits are held at that limit. Throws
/// Error{Fault::input} for commands that cannot be followed.
Geometry geometry_of(const Feature& feature);

/// Twice the area of an open ring, positive if it runs clockwise on a screen (y down), as an
/// exterior does.
double doubled_area(std::span<const GridPoint> ring);

/// A stored tile as raw protobuf: unpacked if it is gzipped, else as it is.
Bytes unpacked(ByteView stored);

}  // namespace tamga::mvt
