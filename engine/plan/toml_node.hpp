// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace tamga::plan {

/// A value of a TOML file, and the line it begins in.
struct Node {
    struct Other {};  ///< A date or a time, which a map has no use for.
    using Array = std::vector<Node>;
    using Members = std::vector<std::pair<std::string, Node>>;  ///< Of a table, by name.

    std::uint32_t line = 0;
    std::variant<Other, bool, std::int64_t, double, std::string, Array, Members> value = {};

    /// The value if it is of this type, else null.
    template <class T>
    const T* as() const {
        return std::get_if<T>(&value);
    }
};

/// The table that a file holds. Throws Error{Fault::input} if it is missing or is not TOML.
Node read_toml(const std::string& path);

}  // namespace tamga::plan
