// SPDX-License-Identifier: MIT
#include "engine/base/text.hpp"

namespace tamga::base {

std::string ascii_lower(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(), [](char c) { return ascii_lower(c); });
    return result;
}

std::string csv_cell(std::string_view text, char delimiter) {
    const auto needs_quotes = [=](char c) {
        return c == delimiter || c == '"' || c == '\r' || c == '\n';
    };
    if (std::ranges::none_of(text, needs_quotes)) {
        return std::string{text};
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted.append(c == '"' ? 2 : 1, c);
    }
    return quoted + '"';
}

}  // namespace tamga::base
