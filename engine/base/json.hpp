// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace tamga::base {

// Reading and writing JSON takes long to compile, so it is compiled here and nowhere else.

/// The text of a value, in one line, or indented by so many spaces. What is not UTF-8 becomes
/// U+FFFD: text from outside may hold it, and a reader is better off with that than with nothing.
std::string json_text(const nlohmann::json& json, int indent = -1);
std::string json_text(const nlohmann::ordered_json& json, int indent = -1);

/// The value that a text says; is_discarded() if it says none.
nlohmann::json json_of(std::string_view text);
/// The same, with members in the order in which they stand.
nlohmann::ordered_json ordered_json_of(std::string_view text);

}  // namespace tamga::base
