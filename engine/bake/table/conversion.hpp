// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/value.hpp"
#include "engine/plan/map.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace tamga::bake {

/// `value` as `type`, or nothing if it cannot be that (the text "many" as a number): a number
/// becomes the nearest whole one (a half goes away from zero), true and false are 1 and 0 and
/// "true" and "false", and any value can be text. A text that is made lives in `room`.
std::optional<model::Value> converted(const model::Value& value, plan::FieldType type,
                                      std::string& room);

std::optional<double> as_real(const model::Value& value);

/// A number that loses nothing as an id: whole, from 0 to 2^64-1, also where it is written as text.
std::optional<std::uint64_t> as_id(const model::Value& value);

}  // namespace tamga::bake
