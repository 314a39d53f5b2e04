// SPDX-License-Identifier: MIT
#include "engine/route/table/weight.hpp"

#include "engine/base/error.hpp"
#include "engine/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace tamga::route {
namespace {

constexpr std::int64_t unit = 1'000'000;
constexpr int decimals = 6;
constexpr Int128 largest = Int128{std::numeric_limits<std::int64_t>::max()} * unit;

[[noreturn]] void throw_too_large(std::string_view what) {
    throw Error{Fault::input, "weight " + std::string{what} +
                                  " is too large; the largest is 9223372036854775807"};
}

[[noreturn]] void throw_not_a_number(std::string_view text) {
    throw Error{Fault::input, "'" + std::string{text} + "' is not a number; a weight is one"};
}

/// The digits of a decimal number, without leading zeros, and where its point is.
struct Decimal {
    bool negative = false;
    std::string digits;
    std::int64_t exponent = 0;  ///< The value is 0.DIGITS times ten to this power.
};

std::int64_t parse_exponent(std::string_view text, std::string_view whole_text) {
    text.remove_prefix(text.starts_with('+') ? 1 : 0);
    std::int64_t exponent = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
    if (error != std::errc{} || end != text.data() + text.size() || std::abs(exponent) > 9999) {
        throw_not_a_number(whole_text);
    }
    return exponent;
}

Decimal parse_decimal(std::string_view text) {
    std::string_view rest = text;
    Decimal number{.negative = rest.starts_with('-'), .digits = {}, .exponent = 0};
    rest.remove_prefix(rest.starts_with('-') || rest.starts_with('+') ? 1 : 0);
    bool any = false;
    bool after_point = false;
    for (; !rest.empty() && (base::is_digit(rest[0]) || (rest[0] == '.' && !after_point));
         rest.remove_prefix(1)) {
        if (rest[0] == '.') {
            after_point = true;
            continue;
        }
        any = true;
        const bool counts = !number.digits.empty() || rest[0] != '0';
        number.digits.append(counts ? 1 : 0, rest[0]);
        number.exponent += (counts ? 1 : 0) - (after_point ? 1 : 0);
    }
    if (any && (rest.starts_with('e') || rest.starts_with('E'))) {
        number.exponent += parse_exponent(rest.substr(1), text);
        rest = {};
    }
    if (!any || !rest.empty()) {
        throw_not_a_number(text);
    }
    return number;
}

/// Requires that they are digits, and no more than 37 of them.
Int128 number_of_digits(std::string_view digits) {
    Int128 value = 0;
    for (const char c : digits) {
        value = value * 10 + (c - '0');
    }
    return value;
}

/// True if the digits that do not fit make the last one that does one larger: half goes to even.
bool rounds_up(std::string_view kept, std::string_view dropped) {
    if (dropped.empty() || dropped[0] != '5') {
        return !dropped.empty() && dropped[0] > '5';
    }
    const bool more = dropped.find_first_not_of('0', 1) != std::string_view::npos;
    return more || (!kept.empty() && (kept.back() - '0') % 2 == 1);
}

WeightReading in_millionths(const Decimal& number, std::string_view text) {
    const std::int64_t places = number.exponent + decimals;  // Digits left of the millionths' end.
    if (number.digits.empty() || places < 0) {
        return {.weight = {}, .rounded = !number.digits.empty()};
    }
    if (places > 19 + decimals) {
        throw_too_large(text);
    }
    std::string kept = number.digits.substr(0, static_cast<std::size_t>(places));
    const std::string_view dropped = std::string_view{number.digits}.substr(kept.size());
    const bool up = rounds_up(kept, dropped);
    kept.resize(static_cast<std::size_t>(places), '0');
    const Int128 value = number_of_digits(kept) + (up ? 1 : 0);
    if (value > largest) {
        throw_too_large(text);
    }
    return {.weight = {value}, .rounded = dropped.find_first_not_of('0') != std::string_view::npos};
}

WeightReading weight_of_double(double value) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return parse_weight({text.data(), static_cast<std::size_t>(end - text.data())});
}

struct WeightOfValue {
    WeightReading operator()(std::monostate) const {
        throw Error{Fault::input, "there is no weight"};
    }
    WeightReading operator()(bool value) const { throw_not_a_number(value ? "true" : "false"); }
    WeightReading operator()(std::int64_t value) const { return {.weight = whole_weight(value)}; }
    WeightReading operator()(std::uint64_t value) const {
        return parse_weight(std::to_string(value));
    }
    WeightReading operator()(double value) const { return weight_of_double(value); }
    WeightReading operator()(std::string_view value) const { return parse_weight(value); }
};

}  // namespace

Weight whole_weight(std::int64_t value) {
    if (value < 0) {
        throw Error{Fault::input, "weight " + std::to_string(value) + " is negative"};
    }
    return {Int128{value} * unit};
}

WeightReading parse_weight(std::string_view text) {
    text = base::trimmed(text);
    const Decimal number = parse_decimal(text);
    if (number.negative && !number.digits.empty()) {
        throw Error{Fault::input, "weight " + std::string{text} + " is negative"};
    }
    return in_millionths(number, text);
}

WeightReading weight_of(const model::Value& value) { return std::visit(WeightOfValue{}, value); }

std::optional<Weight> negative_weight(const model::Value& value) {
    std::string text;
    if (const auto* words = std::get_if<std::string_view>(&value)) {
        text = base::trimmed(*words);
    } else if (const auto* whole_value = std::get_if<std::int64_t>(&value)) {
        text = std::to_string(*whole_value);
    } else if (const auto* real = std::get_if<double>(&value)) {
        text = fmt::format("{}", *real);
    }
    if (!text.starts_with('-')) {
        return std::nullopt;
    }
    try {
        const Weight size = parse_weight(std::string_view{text}.substr(1)).weight;
        return size == Weight{} ? std::nullopt : std::optional{Weight{} - size};
    } catch (const Error&) {
        return std::nullopt;  // Whoever asks says that it is no weight.
    }
}

Weight operator+(Weight a, Weight b) {
    Weight sum;
    if (__builtin_add_overflow(a.millionths, b.millionths, &sum.millionths)) {
        throw_too_large(to_string(a) + " + " + to_string(b));
    }
    return sum;
}

Weight& operator+=(Weight& a, Weight b) { return a = a + b; }

Weight operator-(Weight a, Weight b) {
    Weight difference;
    if (__builtin_sub_overflow(a.millionths, b.millionths, &difference.millionths)) {
        throw_too_large(to_string(a) + " - " + to_string(b));
    }
    return difference;
}

Weight weight_of_digits(std::string_view text) {
    constexpr std::size_t most = 37;
    const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
    if (digits.empty() || digits.size() > most || !std::ranges::all_of(digits, base::is_digit)) {
        throw_not_a_number(text);
    }
    const Int128 value = number_of_digits(digits);
    return {text.starts_with('-') ? -value : value};
}

std::string to_digits(Weight weight) { return fmt::format("{}", weight.millionths); }

std::optional<std::int64_t> whole(Weight weight) {
    const Int128 value = weight.millionths / unit;
    const auto narrow = static_cast<std::int64_t>(value);
    return weight.millionths % unit == 0 && narrow == value ? std::optional{narrow} : std::nullopt;
}

double approximately(Weight weight) {
    return static_cast<double>(weight.millionths) / static_cast<double>(unit);
}

std::string to_string(Weight weight) {
    const Int128 rest = weight.millionths % unit;
    std::string text =
        fmt::format("{}{}", weight.millionths < 0 && weight.millionths > -unit ? "-" : "",
                    weight.millionths / unit);
    if (rest != 0) {
        text += fmt::format(".{:06}", static_cast<std::int64_t>(rest < 0 ? -rest : rest));
        text.resize(text.find_last_not_of('0') + 1);
    }
    return text;
}

}  // namespace tamga::route
