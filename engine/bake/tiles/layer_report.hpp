// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/layers.hpp"
#include "engine/bake/table/report.hpp"

namespace tamga::bake {

/// What became of a layer, with what a reader should know who does not know the style: that most of
/// it is not to be seen where it begins, or which polygons are not.
LayerReport report_of(const SlicedLayer& layer);

}  // namespace tamga::bake
