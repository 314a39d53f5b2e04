// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/nearest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace tamga::cli {

template <class Number>
bool is_number(const std::string& word) {
    Number value{};
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if constexpr (std::is_floating_point_v<Number>) {
        if (!std::isfinite(value)) {
            return false;
        }
    }
    return error == std::errc{} && end == word.data() + word.size();
}

/// What is wrong with a value that is to become a T, or nothing.
inline std::string complaint(const std::string&, const std::string*) { return {}; }
inline std::string complaint(const std::string& word, const int*) {
    return is_number<int>(word) ? "" : "'" + word + "' is not a whole number";
}
inline std::string complaint(const std::string& word, const std::uint64_t*) {
    return is_number<std::uint64_t>(word) ? "" : "'" + word + "' is not a whole number from 0 up";
}
inline std::string complaint(const std::string& word, const double*) {
    return is_number<double>(word) ? "" : "'" + word + "' is not a number";
}
template <class T>
std::string complaint(const std::string& word, const std::optional<T>*) {
    return complaint(word, static_cast<const T*>(nullptr));
}

/// What is wrong with a value that is to be one of `choices`, or nothing.
inline std::string not_one_of(const std::string& word, const std::vector<std::string>& choices) {
    if (std::ranges::find(choices, word) != choices.end()) {
        return {};
    }
    return "'" + word + "' is not one of " + fmt::format("{}", fmt::join(choices, ", ")) +
           base::did_you_mean(word, choices);
}

}  // namespace tamga::cli
