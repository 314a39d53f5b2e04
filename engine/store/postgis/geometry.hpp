// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/model/wkb.hpp"

namespace tamga::store::postgis {

/// A feature's positions as PostGIS takes them: well-known binary with the number of WGS 84. Requires
/// that the feature's shape is the type's.
Bytes encode_geometry(const model::FeatureView& feature, model::GeometryType type);

/// The same as a multi-point, of a point or of one.
Bytes as_multi_point(ByteView geometry);

/// True if a geometry says that its positions are on WGS 84.
bool is_on_wgs84(ByteView geometry);

/// Adds the positions and parts of well-known binary, lowest byte first, to `features` and returns
/// their shape; the caller commits.
/// Throws Error{Fault::input} if it is damaged, a collection, or has more than two dimensions.
model::Shape decode_geometry(ByteView geometry, model::Features& features);

}  // namespace tamga::store::postgis
