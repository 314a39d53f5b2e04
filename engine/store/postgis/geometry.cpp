// SPDX-License-Identifier: MIT
#include "engine/store/postgis/geometry.hpp"

#include "engine/base/error.hpp"

namespace tamga::store::postgis {
namespace {

using model::append_number;
using model::GeometryType;

constexpr std::uint32_t has_number = 0x20000000;  ///< Of the reference system.
constexpr std::uint32_t wgs84 = 4326;
/// An order of bytes, a type and the number of a reference system.
constexpr std::size_t header_size = 9;

std::uint32_t type_on_wgs84(GeometryType type) {
    return static_cast<std::uint32_t>(type) | has_number;
}

void append_header(Bytes& out, GeometryType type) {
    append_number(out, model::wkb_little_endian);
    append_number(out, type_on_wgs84(type));
    append_number(out, wgs84);
}

std::uint32_t take_type(model::WkbReader& reader) {
    if (reader.take<std::uint8_t>() != model::wkb_little_endian) {
        throw Error{Fault::input, "a geometry of the database has its highest bytes first"};
    }
    return reader.take<std::uint32_t>();
}

}  // namespace

Bytes encode_geometry(const model::FeatureView& feature, GeometryType type) {
    Bytes bytes;
    bytes.reserve(32 + feature.positions.size() * 21 + feature.parts.size() * 16);
    append_header(bytes, type);
    model::append_wkb_body(bytes, feature, type);
    return bytes;
}

Bytes as_multi_point(ByteView geometry) {
    model::WkbReader reader{geometry};
    if (take_type(reader) != type_on_wgs84(GeometryType::point)) {
        return {geometry.begin(), geometry.end()};
    }
    Bytes bytes;
    append_header(bytes, GeometryType::multi_point);
    append_number(bytes, std::uint32_t{1});
    append_number(bytes, model::wkb_little_endian);
    append_number(bytes, static_cast<std::uint32_t>(GeometryType::point));
    bytes.insert(bytes.end(), geometry.begin() + header_size, geometry.end());
    return bytes;
}

bool is_on_wgs84(ByteView geometry) {
    model::WkbReader reader{geometry};
    return (take_type(reader) & has_number) != 0 && reader.take<std::uint32_t>() == wgs84;
}

model::Shape decode_geometry(ByteView geometry, model::Features& features) {
    model::WkbReader reader{geometry};
    const std::uint32_t written = take_type(reader);
    if ((written & has_number) != 0) {
        reader.take<std::uint32_t>();
    }
    const auto type = static_cast<GeometryType>(written & ~has_number);
    if (model::wkt_name(type).empty()) {
        throw Error{Fault::input,
                    "a geometry of the database is a collection, or has Z or M; ST_Force2D and "
                    "ST_CollectionExtract make one that can be shown"};
    }
    return reader.body(type, features);
}

}  // namespace tamga::store::postgis
