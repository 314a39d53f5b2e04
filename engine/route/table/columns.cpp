// SPDX-License-Identifier: MIT
#include "engine/route/table/columns.hpp"

#include "engine/base/error.hpp"
#include "engine/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

namespace tamga::route {
namespace {

constexpr std::array latitude_words{std::string_view{"lat"}, std::string_view{"latitude"},
                                    std::string_view{"y"}};
constexpr std::array longitude_words{std::string_view{"lon"}, std::string_view{"lng"},
                                     std::string_view{"long"}, std::string_view{"longitude"},
                                     std::string_view{"x"}};

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

/// "startLat_2" is "start", "lat".
std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> words(1);
    char before = ' ';
    for (const char c : name) {
        const bool starts = is_upper(c) && is_lower(before);
        if ((starts || !(is_lower(c) || is_upper(c))) && !words.back().empty()) {
            words.emplace_back();
        }
        if (is_lower(c) || is_upper(c)) {
            words.back() += lower(c);
        }
        before = c;
    }
    return words;
}

template <class Words, class Matches>
Axis axis_by(const Words& words, const Matches& matches) {
    const auto any = [&](const auto& known) {
        return std::ranges::any_of(words, [&](const std::string& word) {
            return std::ranges::any_of(
                known, [&](std::string_view sought) { return matches(word, sought); });
        });
    };
    const bool latitude = any(latitude_words);
    const bool longitude = any(longitude_words);
    if (latitude == longitude) {
        return Axis::unknown;
    }
    return latitude ? Axis::latitude : Axis::longitude;
}

struct TextOf {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(std::string_view value) const { return std::string{value}; }
    std::string operator()(auto value) const { return fmt::format("{}", value); }
};

std::optional<double> parse_number(std::string_view text) {
    const auto first = text.find_first_not_of(" \t+");
    if (first == std::string_view::npos) {
        return std::nullopt;
    }
    text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

struct NumberOf {
    std::optional<double> operator()(std::monostate) const { return std::nullopt; }
    std::optional<double> operator()(bool) const { return std::nullopt; }
    std::optional<double> operator()(std::string_view value) const { return parse_number(value); }
    std::optional<double> operator()(auto value) const { return static_cast<double>(value); }
};

}  // namespace

Axis axis_of(std::string_view name) {
    const auto words = words_of(name);
    const Axis axis = axis_by(words, std::equal_to<>{});
    return axis != Axis::unknown ? axis
                                 : axis_by(words, [](std::string_view word, std::string_view end) {
                                       return end.size() > 2 && word.ends_with(end);
                                   });
}

const model::Value* find_value(const model::FeatureView& feature, std::string_view name) {
    const auto found = std::ranges::find(feature.attributes, name, &model::Attribute::name);
    if (found == feature.attributes.end() || std::holds_alternative<std::monostate>(found->value)) {
        return nullptr;
    }
    const auto* text = std::get_if<std::string_view>(&found->value);
    return text != nullptr && text->find_first_not_of(" \t") == std::string_view::npos
               ? nullptr
               : &found->value;
}

std::string text_of(const model::Value& value) { return std::visit(TextOf{}, value); }

std::string trimmed_text(const model::Value& value) {
    return std::string{base::trimmed(text_of(value), base::blanks)};
}

std::optional<double> number_of(const model::Value& value) { return std::visit(NumberOf{}, value); }

geo::LonLat checked(geo::LonLat position) {
    if (!(std::abs(position.lat) <= 90)) {
        throw Error{Fault::input, fmt::format("latitude {} is outside -90..90", position.lat)};
    }
    if (!(std::abs(position.lon) <= 180)) {
        throw Error{Fault::input, fmt::format("longitude {} is outside -180..180", position.lon)};
    }
    return position;
}

}  // namespace tamga::route
