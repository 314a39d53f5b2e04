// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/features.hpp"

namespace tamga::store {

/// True if a feature has a longitude outside -180..180, where no question would find it.
bool goes_beyond(const model::FeatureView& feature);

/// The feature's shape within -180..180, as the one feature of a batch that has no attributes. What
/// crosses the antimeridian is cut there: a line into several, a polygon into polygons.
model::Features within_180(const model::FeatureView& feature);

}  // namespace tamga::store
