// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/model/wkb.hpp"

namespace tamga::store {

/// A feature's positions as SpatiaLite's geometry BLOB with SRID 4326
/// (gaia-gis.it/gaia-sins/BLOB-Geometry.html). Requires that the feature's shape is the type's.
Bytes encode_geometry(const model::FeatureView& feature, model::GeometryType type);

/// Adds the positions and parts of a BLOB to `features` and returns their shape; the caller
/// commits. Throws Error{Fault::input} if the BLOB is damaged, or of a kind that is not written:
/// a point, or several points, lines or polygons.
model::Shape decode_geometry(ByteView blob, model::Features& features);

/// True if `blob` is framed like a geometry's BLOB with SRID 4326.
bool looks_like_geometry(ByteView blob);

}  // namespace tamga::store
