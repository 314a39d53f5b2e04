// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/features.hpp"

#include <string>

namespace tamga::python {

/// The geometry as well-known binary (OGC 06-103r4, little-endian): multi-part if there are several
/// parts; nothing for a feature that is nowhere.
std::string wkb_of(const model::FeatureView& feature);

}  // namespace tamga::python
