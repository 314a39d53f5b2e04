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

/// More than this a tile may not unpack to: what is larger no map draws, and a file of kilobytes
/// may claim gigabytes.
inline constexpr std::size_t most_tile_bytes = std::size_t{32} << 20;

/// One feature, still packed; geometry_of() and attributes_of() unpack it.
struct Feature {
    std::optional<std::uint64_t> id;
    GeometryType type = GeometryType::unknown;
    ByteView tags;
    ByteView geometry;
};

/// Fields of one kind, which stay where they are in their layer's bytes: a tile may have millions.
class PackedFields {
public:
    std::size_t size() const { return offsets_.size(); }
    bool empty() const { return offsets_.empty(); }
    /// What is in a field, without its length.
    ByteView bytes(std::size_t i) const;

    /// Adds the field whose length stands at `offset` in `layer`, which is always the same one.
    void add(ByteView layer, std::size_t offset);

private:
    ByteView layer_;
    std::vector<std::uint32_t> offsets_;
};

/// What a field holds: a key, a value or a feature.
template <class Item>
Item item_of(ByteView field);
template <>
std::string_view item_of(ByteView field);
template <>
model::Value item_of(ByteView field);
template <>
Feature item_of(ByteView field);

/// The same as a list of what they hold, each parsed when it is asked for.
template <class Item>
class Packed : public PackedFields {
public:
    Item operator[](std::size_t i) const { return item_of<Item>(bytes(i)); }

    class Iterator {
    public:
        using difference_type = std::ptrdiff_t;
        using value_type = Item;
        Iterator() = default;
        Iterator(const Packed* all, std::size_t at) : all_{all}, at_{at} {}
        Item operator*() const { return (*all_)[at_]; }
        Iterator& operator++() {
            ++at_;
            return *this;
        }
        Iterator operator++(int) { return {all_, at_++}; }
        friend bool operator==(const Iterator&, const Iterator&) = default;

    private:
        const Packed* all_ = nullptr;
        std::size_t at_ = 0;
    };
    Iterator begin() const { return {this, 0}; }
    Iterator end() const { return {this, size()}; }
};

struct Layer {
    std::string_view name;
    std::uint32_t version = 1;
    std::uint32_t extent = 4096;
    Packed<std::string_view> keys;
    Packed<model::Value> values;  ///< Null where the message held nothing we know.
    Packed<Feature> features;
};

/// A tile's layers, in their order. Everything points into the bytes, which must outlive it.
///
/// What can be read is read, as any map would: a tile may break rules of MVT 2.1 and still be
/// decoded (violations() names them). Throws Error{Fault::input} where no reading makes sense:
/// damaged protobuf, a field of the wrong type, or more of something than any tile has.
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

/// A stored tile as raw protobuf: unpacked if it is gzipped, else as it is. Throws
/// Error{Fault::input} if it is damaged, packed by another method, or larger than `limit`.
Bytes unpacked(ByteView stored, std::size_t limit = most_tile_bytes);

}  // namespace tamga::mvt
