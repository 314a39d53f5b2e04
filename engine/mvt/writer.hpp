// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/model/value.hpp"
#include "engine/tile/grid.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace tamga::mvt {

enum class GeometryType : std::uint8_t { unknown = 0, point = 1, linestring = 2, polygon = 3 };

using tile::GridPoint;

/// Appends the bytes of a Tile.Value message (MVT 2.1, 4.4). Whole numbers become int_value (or
/// sint_value when negative, which is shorter), others double_value, or float_value where that
/// loses nothing. Requires that `value` is not null.
void append_value(Bytes& out, const model::Value& value);
/// The same for a number that is to be a float_value, or a double_value, even if it is whole.
void append_real(Bytes& out, double value);

/// Writes geometry commands (MVT 2.1, 4.3) as the bytes of the packed field.
class GeometryWriter {
public:
    /// Appends to `out`, which must outlive the writer.
    explicit GeometryWriter(Bytes& out) : out_{out} {}

    /// One MoveTo with all points. Requires that there is one.
    void points(std::span<const GridPoint> points);
    /// Requires two points or more, no two equal ones in a row.
    void line(std::span<const GridPoint> line);
    /// An open ring. Requires three points or more, no two equal ones in a row nor last and first.
    void ring(std::span<const GridPoint> ring);

private:
    Bytes& out_;
    GridPoint cursor_;
};

/// One attribute of a feature that is to be written: its name's number in the layer writer, and the
/// bytes that append_value() made of its value.
struct Tag {
    std::uint32_t key = 0;
    ByteView value;
};

/// A feature as a layer is given it: what is its own is encoded already.
struct EncodedFeature {
    std::optional<std::uint64_t> id;
    GeometryType type = GeometryType::unknown;
    ByteView geometry;  ///< What GeometryWriter made.
    std::span<const Tag> tags;
};

/// Collects the features of one layer of one tile after the other. One object serves one thread and
/// is used again for the next tile, keeping its memory; keys and values get their number in a tile
/// at their first use there, so the bytes depend on the features and their order alone.
class LayerWriter {
public:
    /// `keys` are the names that Tag::key counts from 0; the views must stay valid.
    explicit LayerWriter(std::span<const std::string_view> keys);
    ~LayerWriter();
    LayerWriter(const LayerWriter&) = delete;
    LayerWriter& operator=(const LayerWriter&) = delete;

    void add(const EncodedFeature& feature);
    std::size_t features() const;
    /// About how many bytes append_to() would append.
    std::size_t size_bytes() const;
    /// Appends the layer to a tile's bytes and empties the writer. A layer without features
    /// appends nothing.
    void append_to(Bytes& tile, std::string_view name, std::uint32_t extent);
    void clear();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tamga::mvt
