// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/map.hpp"
#include "engine/plan/option.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tamga::plan {

using LayerOption = Option<Layer>;
using MapOption = Option<Map>;

/// All that can be said of a layer, in the order of help and of styles/README.md.
std::span<const LayerOption> layer_options();

/// All that can be said of a map, its layers apart.
std::span<const MapOption> map_options();

/// The option of a layer with this key, or nullptr.
const LayerOption* option_of(std::string_view key);

/// Why a layer cannot have what it was given by this option, if so: it is of another kind, what
/// the option belongs to is missing, or it is a number out of the option's range.
std::optional<std::string> refusal(const LayerOption& option, const Layer& layer);

}  // namespace tamga::plan
