// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/areas/area_text.hpp"

#include <string>

namespace tamga::store {

/// The polygons of a file, each an area; see named_areas(), whose wish it is.
NamedAreas areas_in(const std::string& path, const std::string& layer, const AreaWish& wish);

}  // namespace tamga::store
