// SPDX-License-Identifier: MIT
#include "engine/serve/http/target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

namespace tamga::serve {
namespace {

std::string_view path_of(std::string_view target) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (target.starts_with(scheme)) {
            const auto end = std::min(target.find_first_of("/?#", scheme.size()), target.size());
            target = target.substr(end).starts_with('/') ? target.substr(end) : "/";
        }
    }
    return target.substr(0, target.find_first_of("?#"));
}

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view{"-._~"}.find(c) != std::string_view::npos;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text) {
    if (text.find('\0') != text.npos) {
        return std::nullopt;
    }
    if (text.find('%') == text.npos) {
        return std::string{text};  // As almost all of them are.
    }
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            result += text[i];
            continue;
        }
        const std::string_view digits = text.substr(i + 1, 2);
        unsigned value = 0;
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        if (digits.size() != 2 || end != digits.data() + 2 || value == 0) {
            return std::nullopt;
        }
        result += static_cast<char>(value);
        i += 2;
    }
    return result;
}

std::string_view query_of(std::string_view target) {
    target = target.substr(0, target.find('#'));
    const auto mark = target.find('?');
    return mark == target.npos ? "" : target.substr(mark + 1);
}

std::optional<std::vector<std::string>> path_segments(std::string_view target) {
    std::string_view path = path_of(target);
    if (!path.starts_with('/')) {
        return std::nullopt;
    }
    path.remove_prefix(1);
    std::vector<std::string> segments;
    segments.reserve(static_cast<std::size_t>(std::ranges::count(path, '/')) + 1);
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        auto segment = percent_decoded(path.substr(0, end));
        if (!segment) {
            return std::nullopt;
        }
        segments.push_back(std::move(*segment));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return segments;
}

std::string percent_encoded(std::string_view name) {
    std::string result;
    for (const char c : name) {
        if (is_unreserved(c)) {
            result += c;
        } else {
            fmt::format_to(std::back_inserter(result), "%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return result;
}

std::optional<std::uint32_t> whole_number(std::string_view text) {
    if (text.empty() || text.find_first_not_of("0123456789") != text.npos) {
        return std::nullopt;
    }
    std::uint32_t value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    return result.ec == std::errc::result_out_of_range ? UINT32_MAX : value;
}

}  // namespace tamga::serve
