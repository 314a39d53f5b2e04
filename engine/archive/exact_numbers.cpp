// SPDX-License-Identifier: MIT
#include "engine/archive/exact_numbers.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <system_error>

namespace tamga::archive {
namespace {

/// A control character, which stands in a JSON text as the escape.
constexpr std::string_view mark = "\x01";
constexpr std::string_view escaped_mark = "\\u0001";
constexpr std::ptrdiff_t digits_of_double = 15;

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

/// Would the library keep all its digits? Whole numbers of 64 bits are not made doubles.
bool is_exact(std::string_view number) {
    constexpr std::ptrdiff_t digits_of_whole = 19;
    const auto digits = std::ranges::count_if(number, [](char c) { return c >= '0' && c <= '9'; });
    return digits <= (number.find('.') == number.npos ? digits_of_whole : digits_of_double);
}

/// No double is as large, or as small, and the library would refuse it.
bool is_beyond_doubles(std::string_view number) {
    double value = 0;
    return std::from_chars(number.data(), number.data() + number.size(), value).ec ==
           std::errc::result_out_of_range;
}

/// True if `text` is a whole number of JSON's: anybody's texts may stand between marks.
bool is_number(std::string_view text) {
    const auto digits = [&] {
        const std::size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
        text.remove_prefix(count);
        return count;
    };
    const auto skip = [&](std::string_view any) {
        const bool found = !text.empty() && any.find(text[0]) != any.npos;
        text.remove_prefix(found ? 1 : 0);
        return found;
    };
    skip("-");
    const bool zero = text.starts_with('0');
    const std::size_t whole = digits();
    if (whole == 0 || (zero && whole > 1) || (skip(".") && digits() == 0)) {
        return false;
    }
    if (skip("eE")) {
        skip("+-");
        return digits() > 0 && text.empty();
    }
    return text.empty();
}

/// The number that stands between two marks and nothing else, or nothing.
std::string_view unmarked(std::string_view text, std::string_view each) {
    if (text.size() < 2 * each.size() || !text.starts_with(each) || !text.ends_with(each)) {
        return {};
    }
    text = text.substr(each.size(), text.size() - 2 * each.size());
    return is_number(text) ? text : std::string_view{};
}

bool starts_with_two(std::string_view text, std::string_view each) {
    return text.starts_with(each) && text.substr(each.size()).starts_with(each);
}

}  // namespace

std::string marked_number(std::string_view digits) {
    return std::string{mark}.append(digits).append(mark);
}

std::string with_marked_numbers(std::string_view json) {
    std::string text;
    text.reserve(json.size());
    while (!json.empty()) {
        const bool starts_number = json[0] == '-' || (json[0] >= '0' && json[0] <= '9');
        const std::size_t length = json[0] == '"'  ? string_length(json)
                                   : starts_number ? number_length(json)
                                                   : 1;
        const std::string_view token = json.substr(0, length);
        if (starts_number && is_beyond_doubles(token)) {
            text.append("\"").append(token).append("\"");
        } else if (starts_number && !is_exact(token) && is_number(token)) {
            text.append("\"").append(escaped_mark).append(token).append(escaped_mark).append("\"");
        } else if (token[0] == '"' && token.substr(1).starts_with(escaped_mark)) {
            text.append("\"").append(escaped_mark).append(token.substr(1));
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
        const std::size_t length = json[0] == '"' ? string_length(json) : 1;
        const std::string_view token = json.substr(0, length);
        const std::string_view inner = length > 1 ? token.substr(1, length - 2) : "";
        const bool is_key = json.substr(length).starts_with(':');
        if (const auto number = unmarked(inner, escaped_mark); !number.empty() && !is_key) {
            text += number;
        } else if (starts_with_two(inner, escaped_mark)) {
            text.append("\"").append(token.substr(1 + escaped_mark.size()));
        } else {
            text += token;
        }
        json.remove_prefix(length);
    }
    return text;
}

std::string marked_text(std::string_view text) {
    return text.starts_with(mark) ? std::string{mark}.append(text) : std::string{text};
}

std::string plain_text(std::string_view text) {
    if (const auto number = unmarked(text, mark); !number.empty()) {
        return std::string{number};
    }
    return std::string{starts_with_two(text, mark) ? text.substr(mark.size()) : text};
}

}  // namespace tamga::archive
