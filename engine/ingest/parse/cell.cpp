// SPDX-License-Identifier: MIT
#include "engine/ingest/parse/cell.hpp"

#include "engine/base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace tamga::ingest {
namespace {

constexpr std::size_t longest_number = 40;

std::size_t skip_digits(std::string_view text, std::size_t at) {
    while (at < text.size() && base::is_digit(text[at])) {
        ++at;
    }
    return at;
}

enum class Written { text, whole, real };

/// By the grammar of RFC 8259 section 6.
Written how_written(std::string_view text) {
    const std::size_t begin = text.starts_with('-') ? 1 : 0;
    std::size_t at = skip_digits(text, begin);
    if (at == begin || (text[begin] == '0' && at > begin + 1)) {
        return Written::text;
    }
    if (at == text.size()) {
        return Written::whole;
    }
    if (text[at] == '.') {
        const std::size_t fraction = at + 1;
        at = skip_digits(text, fraction);
        if (at == fraction) {
            return Written::text;
        }
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '-' || text[at] == '+')) {
            ++at;
        }
        const std::size_t exponent = at;
        at = skip_digits(text, exponent);
        if (at == exponent) {
            return Written::text;
        }
    }
    return at == text.size() ? Written::real : Written::text;
}

template <class Number>
std::optional<Number> parsed(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool all = error == std::errc{} && end == text.data() + text.size();
    return all ? std::optional{number} : std::nullopt;
}

/// Where a comma became a point; a number is short enough to do this on the stack.
struct Pointed {
    std::array<char, longest_number> chars{};
    std::string_view text;

    explicit Pointed(std::string_view cell) {
        if (cell.size() <= chars.size() && std::count(cell.begin(), cell.end(), ',') == 1) {
            std::replace_copy(cell.begin(), cell.end(), chars.begin(), ',', '.');
            text = {chars.data(), cell.size()};
        } else {
            text = cell;
        }
    }
};

}  // namespace

model::Value cell_value(std::string_view cell, bool decimal_comma) {
    if (cell.empty()) {
        return {};
    }
    if (!base::is_digit(cell.back())) {
        return cell;
    }
    const Pointed pointed{decimal_comma ? cell : std::string_view{}};
    const std::string_view text = decimal_comma ? pointed.text : cell;
    switch (how_written(text)) {
        case Written::whole:
            if (const auto whole = parsed<std::int64_t>(text)) {
                return *whole;
            }
            if (const auto large = parsed<std::uint64_t>(text)) {
                return *large;
            }
            break;
        case Written::real:
            if (const auto real = parsed<double>(text)) {
                return *real;
            }
            break;
        case Written::text:
            break;
    }
    return cell;
}

std::optional<double> coordinate(std::string_view cell, bool decimal_comma) {
    const std::size_t begin = std::min(cell.find_first_not_of(" \t"), cell.size());
    cell = cell.substr(begin, cell.find_last_not_of(" \t") + 1 - begin);
    if (cell.size() > 1 && cell.front() == '+' && cell[1] != '-') {
        cell.remove_prefix(1);
    }
    const Pointed pointed{decimal_comma ? cell : std::string_view{}};
    const auto number = parsed<double>(decimal_comma ? pointed.text : cell);
    return number && std::isfinite(*number) ? number : std::nullopt;
}

}  // namespace tamga::ingest
