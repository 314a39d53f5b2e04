// SPDX-License-Identifier: MIT
#include "engine/base/size.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <optional>

namespace tamga::base {
namespace {

/// How many times 1024 the unit is; nothing if it is none.
std::optional<int> power_of_unit(std::string unit) {
    std::ranges::transform(unit, unit.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (unit.empty() || unit == "b") {
        return 0;
    }
    const auto power = std::string{"kmgt"}.find(unit[0]);
    const std::string rest = unit.substr(1);
    if (power == std::string::npos || (!rest.empty() && rest != "b" && rest != "ib")) {
        return std::nullopt;
    }
    return static_cast<int>(power) + 1;
}

}  // namespace

std::uint64_t size_bytes(const std::string& text) {
    double number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    const auto power = power_of_unit({end, text.data() + text.size()});
    const double bytes = std::ldexp(number, 10 * power.value_or(0));
    if (failure != std::errc{} || !power || !(bytes >= 1) || bytes > 1e18) {
        throw Error{Fault::usage, fmt::format("'{}' is not a size; write 512M or 2G", text)};
    }
    return static_cast<std::uint64_t>(bytes);
}

}  // namespace tamga::base
