// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/features.hpp"

#include <string>
#include <string_view>

namespace tamga::cli {

/// Where a feature is, as bytes that wait in WaitingRows.
std::string place_bytes(const model::FeatureView& feature);

/// Adds the positions and parts that were kept, and returns their shape.
model::Shape add_place(std::string_view bytes, model::Features& to);

}  // namespace tamga::cli
