// SPDX-License-Identifier: MIT
#include "engine/mvt/writer.hpp"

#include "engine/mvt/dictionaries.hpp"
#include "engine/mvt/varint.hpp"

#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <type_traits>

namespace tamga::mvt {
namespace {

// Field numbers and wire types of vector_tile.proto.
constexpr std::uint8_t string_value = 1 << 3 | 2;
constexpr std::uint8_t float_value = 2 << 3 | 5;
constexpr std::uint8_t double_value = 3 << 3 | 1;
constexpr std::uint8_t int_value = 4 << 3;
constexpr std::uint8_t uint_value = 5 << 3;
constexpr std::uint8_t sint_value = 6 << 3;
constexpr std::uint8_t bool_value = 7 << 3;
constexpr std::uint8_t feature_id = 1 << 3;
constexpr std::uint8_t feature_tags = 2 << 3 | 2;
constexpr std::uint8_t feature_type = 3 << 3;
constexpr std::uint8_t feature_geometry = 4 << 3 | 2;
constexpr std::uint8_t layer_feature = 2 << 3 | 2;
constexpr std::uint8_t layer_extent = 5 << 3;
constexpr std::uint8_t layer_version = 15 << 3;

constexpr std::size_t longest_varint = 10;

constexpr std::uint32_t move_to = 1;
constexpr std::uint32_t line_to = 2;
constexpr std::uint32_t close_path = 7;

void append_number(Bytes& out, std::uint8_t field, std::uint64_t value) {
    out.push_back(field);
    append_varint(out, value);
}

template <class Number>
void append_fixed(Bytes& out, std::uint8_t field, Number number) {
    using Bits = std::conditional_t<sizeof(Number) == 4, std::uint32_t, std::uint64_t>;
    const auto bits = std::bit_cast<Bits>(number);
    out.push_back(field);
    for (unsigned shift = 0; shift < 8 * sizeof(Number); shift += 8) {
        out.push_back(static_cast<std::uint8_t>(bits >> shift));
    }
}

void append_whole(Bytes& out, std::int64_t value) {
    if (value < 0) {
        append_number(out, sint_value, zigzag(value));
    } else {
        append_number(out, int_value, static_cast<std::uint64_t>(value));
    }
}

bool fits_float(double value) {
    return std::isinf(value) || (std::abs(value) <= std::numeric_limits<float>::max() &&
                                 static_cast<double>(static_cast<float>(value)) == value);
}

void append_shortest(Bytes& out, double value) {
    constexpr double exact_limit = 9007199254740992;  // 2^53
    const bool minus_zero = value == 0 && std::signbit(value);
    if (std::abs(value) <= exact_limit && value == std::trunc(value) && !minus_zero) {
        append_whole(out, static_cast<std::int64_t>(value));
    } else {
        append_real(out, value);
    }
}

struct ValueAppender {
    Bytes& out;

    void operator()(std::monostate) const { assert(false && "null is never written"); }
    void operator()(bool value) const { append_number(out, bool_value, value ? 1 : 0); }
    void operator()(std::int64_t value) const { append_whole(out, value); }
    void operator()(double value) const { append_shortest(out, value); }
    void operator()(std::uint64_t value) const {
        constexpr auto most = std::uint64_t{std::numeric_limits<std::int64_t>::max()};
        append_number(out, value <= most ? int_value : uint_value, value);
    }
    void operator()(std::string_view text) const {
        append_number(out, string_value, text.size());
        append(out, as_bytes(text));
    }
};

void append_command(Bytes& out, std::uint32_t command, std::size_t count) {
    append_varint(out, static_cast<std::uint32_t>(count) << 3 | command);
}

/// Appends the way from `cursor` to each point and leaves `cursor` at the last.
void append_steps(Bytes& out, GridPoint& cursor, std::span<const GridPoint> points) {
    for (const GridPoint point : points) {
        append_varint(out, zigzag(std::int64_t{point.x} - cursor.x));
        append_varint(out, zigzag(std::int64_t{point.y} - cursor.y));
        cursor = point;
    }
}

}  // namespace

void append_value(Bytes& out, const model::Value& value) { std::visit(ValueAppender{out}, value); }

void append_real(Bytes& out, double value) {
    if (fits_float(value)) {
        append_fixed(out, float_value, static_cast<float>(value));
    } else {
        append_fixed(out, double_value, value);
    }
}

void GeometryWriter::points(std::span<const GridPoint> points) {
    assert(!points.empty());
    append_command(out_, move_to, points.size());
    append_steps(out_, cursor_, points);
}

void GeometryWriter::line(std::span<const GridPoint> line) {
    assert(line.size() >= 2);
    append_command(out_, move_to, 1);
    append_steps(out_, cursor_, line.first(1));
    append_command(out_, line_to, line.size() - 1);
    append_steps(out_, cursor_, line.subspan(1));
}

void GeometryWriter::ring(std::span<const GridPoint> ring) {
    assert(ring.size() >= 3);
    line(ring);
    append_command(out_, close_path, 1);
}

struct LayerWriter::State {
    explicit State(std::span<const std::string_view> names) : keys{names} {}

    KeyTable keys;
    ValueTable values;
    void begin_feature(std::size_t size) {
        std::array<std::uint8_t, 1 + longest_varint> head{layer_feature};
        append(features, {head.data(), put_varint(head.data() + 1, size)});
    }

    Bytes features;  ///< As they will stand in the layer.
    Bytes tags;      ///< Of the feature at hand.
    std::size_t count = 0;
};

LayerWriter::LayerWriter(std::span<const std::string_view> keys)
    : state_{std::make_unique<State>(keys)} {}
LayerWriter::~LayerWriter() = default;

void LayerWriter::add(const EncodedFeature& feature) {
    State& state = *state_;
    state.tags.resize(feature.tags.size() * 2 * longest_varint);
    std::uint8_t* tags_end = state.tags.data();
    for (const Tag& tag : feature.tags) {
        tags_end = put_varint(tags_end, state.keys.number(tag.key));
        tags_end = put_varint(tags_end, state.values.number(tag.value));
    }
    const ByteView tags{state.tags.data(), tags_end};
    // Each field's head is written in front of a piece that is copied as a whole.
    std::array<std::uint8_t, 4 * longest_varint> room;
    std::uint8_t* at = room.data();
    if (feature.id) {
        *at++ = feature_id;
        at = put_varint(at, *feature.id);
    }
    if (!tags.empty()) {
        *at++ = feature_tags;
        at = put_varint(at, tags.size());
    }
    const ByteView head{room.data(), at};
    std::uint8_t* const middle = at;
    *at++ = feature_type;
    *at++ = static_cast<std::uint8_t>(feature.type);
    *at++ = feature_geometry;
    at = put_varint(at, feature.geometry.size());
    const ByteView neck{middle, at};
    state.begin_feature(head.size() + tags.size() + neck.size() + feature.geometry.size());
    for (const ByteView piece : {head, tags, neck, feature.geometry}) {
        append(state.features, piece);
    }
    ++state.count;
}

std::size_t LayerWriter::features() const { return state_->count; }

std::size_t LayerWriter::size_bytes() const {
    return state_->features.size() + state_->keys.encoded().size() +
           state_->values.encoded().size();
}

void LayerWriter::append_to(Bytes& tile, std::string_view name, std::uint32_t extent) {
    if (state_->count > 0) {
        const std::size_t head = 2 + 1 + varint_size(name.size()) + name.size();
        const std::size_t size = head + size_bytes() + 1 + varint_size(extent);
        tile.reserve(tile.size() + size + 11);
        tile.push_back(3 << 3 | 2);
        append_varint(tile, size);
        append_number(tile, layer_version, 2);
        append_field(tile, 1, as_bytes(name));
        append(tile, state_->features);
        append(tile, state_->keys.encoded());
        append(tile, state_->values.encoded());
        append_number(tile, layer_extent, extent);
    }
    clear();
}

void LayerWriter::clear() {
    state_->keys.clear();
    state_->values.clear();
    state_->features.clear();
    state_->count = 0;
}

}  // namespace tamga::mvt
