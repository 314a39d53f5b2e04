// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/layer_option.hpp"

namespace tamga::plan {

// The two parts of layer_options(): of all layers, and of those of routes.
std::span<const LayerOption> feature_rows();
std::span<const LayerOption> route_rows();

}  // namespace tamga::plan
