// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/model/features.hpp"
#include "engine/store/layer.hpp"

#include <cstdint>
#include <string_view>

namespace tamga::store::postgis {

/// The kinds of geometry that a table holds, with the numbers of OGC.
enum class GeometryType : std::uint32_t {
    point = 1,
    multi_point = 4,
    multi_line = 5,
    multi_polygon = 6
};

/// "Point", "MultiLineString" and so on, as a column of PostGIS is declared.
std::string_view sql_name(GeometryType type);

/// What the features of a layer begin as.
GeometryType geometry_of(Kind kind);

/// A feature's positions as PostGIS takes them: well-known binary with the number of WGS 84. Requires
/// that the feature's shape is the type's.
Bytes encode_geometry(const model::FeatureView& feature, GeometryType type);

/// The same as a multi-point, of a point or of one.
Bytes as_multi_point(ByteView geometry);

/// True if a geometry says that its positions are on WGS 84.
bool is_on_wgs84(ByteView geometry);

/// Adds the positions and parts of well-known binary, lowest byte first, to `features` and returns
/// their shape; the caller commits.
/// Throws Error{Fault::input} if it is damaged, a collection, or has more than two dimensions.
model::Shape decode_geometry(ByteView geometry, model::Features& features);

}  // namespace tamga::store::postgis
