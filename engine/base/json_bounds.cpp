// SPDX-License-Identifier: MIT
#include "engine/base/json_bounds.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>

namespace tamga::base {
namespace {

/// Where the string that begins at `at` ends: at its closing quote, or with the text.
std::size_t string_end(std::string_view json, std::size_t at) {
    for (++at; at < json.size() && json[at] != '"'; ++at) {
        if (json[at] == '\\') {
            ++at;
        }
    }
    return at;
}

}  // namespace

void check_json_bounds(std::string_view json) {
    std::size_t depth = 0;
    std::size_t values = 1;
    for (std::size_t at = 0; at < json.size(); ++at) {
        const char c = json[at];
        if (c == '"') {
            at = string_end(json, at);
        } else if (c == '[' || c == '{') {
            ++depth;
            ++values;
        } else if (c == ']' || c == '}') {
            depth -= depth > 0 ? 1 : 0;
        } else if (c == ',') {
            ++values;
        }
        if (depth > deepest_json) {
            throw Error{Fault::input, fmt::format("the JSON nests deeper than {} levels at byte {}",
                                                  deepest_json, at)};
        }
        if (values > most_json_values) {
            throw Error{Fault::input, fmt::format("the JSON has over {} values", most_json_values)};
        }
    }
}

}  // namespace tamga::base
