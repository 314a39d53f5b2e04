// SPDX-License-Identifier: MIT
#include "engine/coordinate/notation.hpp"

#include "engine/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>

namespace tamga::coordinate {
namespace {

constexpr double metres_per_degree = 111'195;  // On the sphere of 6371 km; enough for a precision.

std::string take_digits(std::string_view& text) {
    const auto end = std::ranges::find_if_not(text, base::is_digit);
    std::string digits{text.begin(), end};
    text.remove_prefix(digits.size());
    return digits;
}

Refusal outside(std::string_view what, const Component& component, int limit) {
    return {fmt::format("{} {} is outside -{}..{}", what, component.text, limit, limit)};
}

}  // namespace

double Decimal::value() const {
    const std::string digits = text();
    double value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

std::string Decimal::text() const {
    const auto first = std::min(whole.find_first_not_of('0'), whole.size());
    std::string result = first == whole.size() ? "0" : whole.substr(first);
    if (!fraction.empty()) {
        result += '.' + fraction;
    }
    const bool zero = result.find_first_not_of("0.") == std::string::npos;
    return sign == '-' && !zero ? '-' + result : result;
}

double Decimal::unit() const { return std::pow(10.0, -static_cast<double>(fraction.size())); }

Component computed(double degrees, double unit_deg) {
    constexpr double least = 1e-15;  // Less than an atom: what is left of a rounding.
    if (std::abs(degrees) < least) {
        return {0, "0", unit_deg};
    }
    std::array<char, 64> digits{};  // Never an exponent, which nobody writes a position with.
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), degrees,
                                   std::chars_format::fixed);
    return {degrees, {digits.data(), end.ptr}, unit_deg};
}

Component written(const Decimal& number) { return {number.value(), number.text(), number.unit()}; }

Outcome finish(const Component& lat, const Component& lon, std::string notation) {
    if (!(std::abs(lat.degrees) <= 90)) {
        return outside("latitude", lat, 90);
    }
    if (!(std::abs(lon.degrees) <= 180)) {
        return outside("longitude", lon, 180);
    }
    const double narrowing = std::cos(lat.degrees * std::numbers::pi / 180);
    Reading reading{.position = {.lon = lon.degrees, .lat = lat.degrees},
                    .lat_text = lat.text,
                    .lon_text = lon.text,
                    .notation = std::move(notation),
                    .precision_m = metres_per_degree / 2 *
                                   std::max(lat.unit_deg, lon.unit_deg * std::abs(narrowing)),
                    .warnings = {}};
    if (lat.degrees == 0 && lon.degrees == 0) {
        reading.warnings.emplace_back("0, 0 is often written where no position is known");
    }
    return reading;
}

std::optional<Decimal> take_decimal(std::string_view& text) {
    std::string_view rest = text;
    Decimal number;
    if (!rest.empty() && (rest[0] == '+' || rest[0] == '-')) {
        number.sign = rest[0];
        rest.remove_prefix(1);
    }
    number.whole = take_digits(rest);
    if (rest.size() > 1 && rest[0] == '.' && base::is_digit(rest[1])) {
        rest.remove_prefix(1);
        number.fraction = take_digits(rest);
    }
    if (number.whole.empty() && number.fraction.empty()) {
        return std::nullopt;
    }
    text = rest;
    return number;
}

std::optional<std::vector<Decimal>> take_decimals(std::string_view& text, std::size_t count) {
    std::vector<Decimal> numbers;
    std::string_view rest = text;
    while (numbers.size() < count) {
        rest = base::trimmed(rest);
        if (!numbers.empty()) {
            if (!rest.starts_with(',')) {
                return std::nullopt;
            }
            rest = base::trimmed(rest.substr(1));
        }
        const auto number = take_decimal(rest);
        if (!number) {
            return std::nullopt;
        }
        numbers.push_back(*number);
    }
    text = rest;
    return numbers;
}

}  // namespace tamga::coordinate
