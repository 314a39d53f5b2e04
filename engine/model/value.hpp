// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

namespace tamga::model {

/// The value of an attribute. Null is "no value": it is never written to a tile.
///
/// Whole numbers are int64 where they fit and uint64 above that. Text is UTF-8 and lives in the
/// Features it came with. Arrays and objects arrive as JSON text.
using Value =
    std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string_view>;

/// An attribute's name and value; the name, too, lives in the Features it came with.
struct Attribute {
    std::string_view name;
    Value value;
};

}  // namespace tamga::model
