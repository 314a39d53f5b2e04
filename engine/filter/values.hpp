// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/value.hpp"

#include <compare>
#include <cstdint>

namespace tamga::filter {

/// How two values are to each other; null, and kinds that have no order, are `unordered`. Numbers
/// are compared exactly, whatever their types.
std::partial_ordering order(const model::Value& a, const model::Value& b);

bool is_null(const model::Value& value);

/// a = b: true, false, or null if one of them is null.
model::Value equality(const model::Value& a, const model::Value& b);

enum class Arithmetic : std::uint8_t { add, subtract, multiply, divide, modulo };

/// Whole if both numbers are and the answer fits 64 bits (a division is not), else a double. Null
/// if one of them is no number, or of a division by zero.
model::Value computed(Arithmetic operation, const model::Value& a, const model::Value& b);

/// A value as a condition: true, false or null. A number is true unless it is zero.
model::Value condition(const model::Value& value);

}  // namespace tamga::filter
