// SPDX-License-Identifier: MIT
#include "engine/store/spatialite/geometry_blob.hpp"

#include "engine/base/error.hpp"

#include <algorithm>

namespace tamga::store {
namespace {

using model::append_number;
using model::GeometryType;

constexpr std::uint8_t blob_start = 0x00;
constexpr std::uint8_t mbr_end = 0x7C;
constexpr std::uint8_t entity = 0x69;  ///< Where well-known binary has the order of bytes.
constexpr std::uint8_t blob_end = 0xFE;
constexpr std::int32_t wgs84 = 4326;

void append_bounds(Bytes& blob, std::span<const geo::LonLat> positions) {
    const auto [west, east] = std::ranges::minmax(positions, {}, &geo::LonLat::lon);
    const auto [south, north] = std::ranges::minmax(positions, {}, &geo::LonLat::lat);
    for (const double side : {west.lon, south.lat, east.lon, north.lat}) {
        append_number(blob, side);
    }
}

/// What ingest writes.
bool is_kept(GeometryType type) {
    return type == GeometryType::point || type == GeometryType::multi_point ||
           type == GeometryType::multi_line || type == GeometryType::multi_polygon;
}

bool starts_like_ours(model::WkbReader& reader) {
    return reader.take<std::uint8_t>() == blob_start &&
           reader.take<std::uint8_t>() == model::wkb_little_endian &&
           reader.take<std::int32_t>() == wgs84;
}

}  // namespace

Bytes encode_geometry(const model::FeatureView& feature, GeometryType type) {
    Bytes blob;
    blob.reserve(64 + feature.positions.size() * 24 + feature.parts.size() * 16);
    append_number(blob, blob_start);
    append_number(blob, model::wkb_little_endian);
    append_number(blob, wgs84);
    append_bounds(blob, feature.positions);
    append_number(blob, mbr_end);
    append_number(blob, static_cast<std::uint32_t>(type));
    model::append_wkb_body(blob, feature, type, entity);
    append_number(blob, blob_end);
    return blob;
}

model::Shape decode_geometry(ByteView blob, model::Features& features) {
    model::WkbReader reader{blob};
    const bool ours = starts_like_ours(reader);
    reader.position();
    reader.position();
    const bool framed = reader.take<std::uint8_t>() == mbr_end;
    const auto type = reader.take<GeometryType>();
    if (!ours || !framed || !is_kept(type)) {
        throw Error{Fault::input, "a geometry in the store is not of a kind that ingest writes"};
    }
    const model::Shape shape = reader.body(type, features, entity);
    if (reader.take<std::uint8_t>() != blob_end || !reader.is_at_end()) {
        throw Error{Fault::input, "a geometry in the store goes on after its end"};
    }
    return shape;
}

bool looks_like_geometry(ByteView blob) {
    constexpr std::size_t header_size = 39;
    if (blob.size() <= header_size) {
        return false;
    }
    model::WkbReader reader{blob};
    return starts_like_ours(reader) && blob[header_size - 1] == mbr_end && blob.back() == blob_end;
}

}  // namespace tamga::store
