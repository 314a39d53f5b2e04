// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/plain_position.hpp"

#include "engine/base/text.hpp"

#include <charconv>
#include <cmath>

namespace tamga::cli {
namespace {

/// A number such as "-41.20438" at the start of `text`, which is moved behind it: no plus, no zero
/// that could be left out, and digits on both sides of the point.
std::optional<double> take(std::string_view& text) {
    std::size_t at = text.starts_with('-') ? 1 : 0;
    const std::size_t first = at;
    while (at < text.size() && base::is_digit(text[at])) {
        ++at;
    }
    const bool zero_in_front = at > first + 1 && text[first] == '0';
    if (at == first || zero_in_front || at + 1 >= text.size() || text[at] != '.' ||
        !base::is_digit(text[at + 1])) {
        return std::nullopt;
    }
    double value = 0;
    const char* const start = text.data();
    const auto [end, error] =
        std::from_chars(start, start + text.size(), value, std::chars_format::fixed);
    if (error != std::errc{} || value == 0) {  // The sign of zero is a matter for the other reader.
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(end - start));
    return value;
}

}  // namespace

std::optional<coordinate::Reading> plain_position(std::string_view text) {
    const std::string_view whole = text;
    const auto lat = take(text);
    const std::string_view lat_text = whole.substr(0, whole.size() - text.size());
    if (!lat || !text.starts_with(',')) {
        return std::nullopt;
    }
    text.remove_prefix(text.starts_with(", ") ? 2 : 1);
    const std::string_view lon_text = text;
    const auto lon = take(text);
    if (!lon || !text.empty() || std::abs(*lat) > 90 || std::abs(*lon) > 180) {
        return std::nullopt;
    }
    return coordinate::Reading{.position = {.lon = *lon, .lat = *lat},
                               .lat_text = std::string{lat_text},
                               .lon_text = std::string{lon_text},
                               .notation = "decimal",
                               .precision_m = 0,
                               .warnings = {}};
}

}  // namespace tamga::cli
