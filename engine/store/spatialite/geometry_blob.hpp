// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/model/features.hpp"

#include <cstdint>
#include <string_view>

namespace tamga::store {

/// The kinds of geometry a store holds, with SpatiaLite's (and OGC's) numbers.
enum class GeometryType : std::uint32_t {
    point = 1,
    multi_point = 4,
    multi_line = 5,
    multi_polygon = 6
};

/// "POINT", "MULTILINESTRING" and so on.
std::string_view sql_name(GeometryType type);

/// A feature's positions as SpatiaLite's geometry BLOB with SRID 4326
/// (gaia-gis.it/gaia-sins/BLOB-Geometry.html). Requires that the feature's shape is the type's.
Bytes encode_geometry(const model::FeatureView& feature, GeometryType type);

/// Adds the positions and parts of a BLOB to `features` and returns their shape; the caller
/// commits. Throws Error{Fault::input} if the BLOB is damaged or of another kind.
model::Shape decode_geometry(ByteView blob, model::Features& features);

/// True if `blob` is framed like a geometry's BLOB with SRID 4326.
bool looks_like_geometry(ByteView blob);

}  // namespace tamga::store
