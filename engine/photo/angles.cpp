// SPDX-License-Identifier: MIT
#include "engine/photo/angles.hpp"

#include "engine/track/readers.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace tamga::photo {

std::optional<double> angle_of(std::span<const double> parts, std::string_view side,
                               std::string_view sides) {
    const char first = side.empty() ? '\0' : side[0];
    const char letter = static_cast<char>(first >= 'a' && first <= 'z' ? first - 'a' + 'A' : first);
    double degrees = 0;
    double unit = 1;
    for (std::size_t i = 0; i < parts.size(); ++i, unit *= 60) {
        if (!std::isfinite(parts[i]) || (i > 0 && std::abs(parts[i]) > 60)) {
            return std::nullopt;
        }
        degrees += parts[i] / unit;
    }
    if (parts.empty() || letter == '\0' || sides.find(letter) == std::string_view::npos) {
        return std::nullopt;
    }
    return letter == sides[1] ? -std::abs(degrees) : degrees;
}

std::optional<double> xmp_angle(std::string_view text, std::string_view sides) {
    if (text.empty()) {
        return std::nullopt;
    }
    const std::string_view side = text.substr(text.size() - 1);
    text.remove_suffix(1);
    std::vector<double> parts;
    for (;;) {
        const auto comma = std::min(text.find(','), text.size());
        const auto part = track::number_of(text.substr(0, comma));
        if (!part || *part < 0 || parts.size() == 3) {
            return std::nullopt;
        }
        parts.push_back(*part);
        if (comma == text.size()) {
            return angle_of(parts, side, sides);
        }
        text.remove_prefix(comma + 1);
    }
}

}  // namespace tamga::photo
