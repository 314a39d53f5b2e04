// SPDX-License-Identifier: MIT
#include "engine/archive/exact_numbers.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace tamga::archive {
namespace {

/// A control character, which stands in a JSON text as the escape.
constexpr std::string_view mark = "\x01";
constexpr std::string_view escaped_opening = "\"\\u0001";
constexpr std::string_view escaped_closing = "\\u0001\"";
constexpr std::size_t digits_of_double = 15;

/// How long the string at the begin of `json` is, quotes included.
std::size_t string_length(std::string_view json) {
    for (std::size_t at = 1; at < json.size(); ++at) {
        if (json[at] == '\\') {
            ++at;
        } else if (json[at] == '"') {
            return at + 1;
        }
    }
    return json.size();
}

std::size_t number_length(std::string_view json) {
    return std::min(json.find_first_not_of("0123456789+-.eE"), json.size());
}

/// Would a double keep all its digits? Whole numbers are not made doubles at all.
bool is_exact(std::string_view number) {
    const auto digits = std::ranges::count_if(number, [](char c) { return c >= '0' && c <= '9'; });
    return number.find('.') == std::string_view::npos ||
           digits <= static_cast<std::ptrdiff_t>(digits_of_double);
}

struct Marked {
    std::string_view number;
    std::size_t length;  ///< With its marks.
};

/// The marked number at the begin of a text, if there is one and nothing else between the marks:
/// anybody's texts may hold the mark.
std::optional<Marked> marked_at(std::string_view text) {
    for (const auto& [opening, closing] :
         {std::pair{escaped_opening, escaped_closing}, {mark, mark}}) {
        if (!text.starts_with(opening)) {
            continue;
        }
        const std::string_view rest = text.substr(opening.size());
        const std::size_t length = number_length(rest);
        if (length > 0 && rest.substr(length).starts_with(closing)) {
            return Marked{rest.substr(0, length), opening.size() + length + closing.size()};
        }
    }
    return std::nullopt;
}

}  // namespace

std::string marked_number(std::string_view digits) {
    return std::string{mark}.append(digits).append(mark);
}

std::string with_marked_numbers(std::string_view json) {
    std::string text;
    text.reserve(json.size());
    while (!json.empty()) {
        const bool is_number = json[0] == '-' || (json[0] >= '0' && json[0] <= '9');
        const std::size_t length = json[0] == '"' ? string_length(json)
                                   : is_number    ? number_length(json)
                                                  : 1;
        const std::string_view token = json.substr(0, length);
        if (is_number && !is_exact(token)) {
            text.append(escaped_opening).append(token).append(escaped_closing);
        } else {
            text += token;
        }
        json.remove_prefix(length);
    }
    return text;
}

std::string with_plain_numbers(std::string_view json) {
    std::string text;
    text.reserve(json.size());
    while (!json.empty()) {
        if (const auto marked = marked_at(json)) {
            text += marked->number;
            json.remove_prefix(marked->length);
        } else {
            text += json[0];
            json.remove_prefix(1);
        }
    }
    return text;
}

}  // namespace tamga::archive
