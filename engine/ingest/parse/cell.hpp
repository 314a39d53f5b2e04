// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/value.hpp"

#include <optional>
#include <string_view>

namespace tamga::ingest {

/// What a cell of a table says: nothing if it is empty; a number if all of it is one as JSON writes
/// it (no leading zeros or plus: 007 is a code), and if that keeps every digit of a whole number;
/// else text. With `decimal_comma`, 3,5 is a number, too.
model::Value cell_value(std::string_view cell, bool decimal_comma);

/// A coordinate: any finite decimal number, spaces around it allowed.
std::optional<double> coordinate(std::string_view cell, bool decimal_comma);

}  // namespace tamga::ingest
