// SPDX-License-Identifier: MIT
#include "engine/bake/table/conversion.hpp"

#include "engine/bake/table/fields.hpp"

#include <charconv>
#include <cmath>

namespace tamga::bake {
namespace {

using model::Value;

template <class T>
std::optional<T> parsed(std::string_view text) {
    T value{};
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::optional<Value> rounded(double real) {
    real = std::round(real);
    constexpr double int64_end = 9223372036854775808.0;
    constexpr double uint64_end = 18446744073709551616.0;
    if (real >= -int64_end && real < int64_end) {
        return static_cast<std::int64_t>(real);
    }
    return real > 0 && real < uint64_end ? std::optional<Value>{static_cast<std::uint64_t>(real)}
                                         : std::nullopt;
}

std::optional<Value> as_integer(const Value& value) {
    if (std::holds_alternative<std::int64_t>(value) ||
        std::holds_alternative<std::uint64_t>(value)) {
        return value;
    }
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        if (const auto exact = parsed<std::int64_t>(*text)) {
            return *exact;
        }
        if (const auto large = parsed<std::uint64_t>(*text)) {
            return *large;
        }
    }
    const auto real = as_real(value);
    return real ? rounded(*real) : std::nullopt;
}

std::optional<Value> as_boolean(const Value& value) {
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        const auto is = [text](std::string_view small, std::string_view title,
                               std::string_view capital) {
            return *text == small || *text == title || *text == capital;
        };
        if (is("true", "True", "TRUE") || is("false", "False", "FALSE")) {
            return (text->front() | 0x20) == 't';
        }
    }
    const auto real = as_real(value);
    return real ? std::optional<Value>{*real != 0} : std::nullopt;
}

}  // namespace

std::optional<double> as_real(const Value& value) {
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        return parsed<double>(*text);
    }
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        return static_cast<double>(*integer);
    }
    if (const auto* large = std::get_if<std::uint64_t>(&value)) {
        return static_cast<double>(*large);
    }
    if (const auto* flag = std::get_if<bool>(&value)) {
        return *flag ? 1.0 : 0.0;
    }
    const auto* real = std::get_if<double>(&value);
    return real == nullptr ? std::nullopt : std::optional{*real};
}

std::optional<std::uint64_t> as_id(const Value& value) {
    if (std::holds_alternative<bool>(value)) {
        return std::nullopt;
    }
    const auto whole = as_integer(value);
    if (!whole || as_real(*whole) != as_real(value)) {
        return std::nullopt;
    }
    if (const auto* large = std::get_if<std::uint64_t>(&*whole)) {
        return *large;
    }
    const auto small = std::get<std::int64_t>(*whole);
    return small >= 0 ? std::optional{static_cast<std::uint64_t>(small)} : std::nullopt;
}

std::optional<Value> converted(const Value& value, plan::FieldType type, std::string& room) {
    switch (type) {
        case plan::FieldType::integer:
            return as_integer(value);
        case plan::FieldType::boolean:
            return as_boolean(value);
        case plan::FieldType::real: {
            const auto real = as_real(value);
            return real ? std::optional<Value>{*real} : std::nullopt;
        }
        case plan::FieldType::text:
            if (!std::holds_alternative<std::string_view>(value)) {
                room = json_of(value);
                return std::string_view{room};
            }
            return value;
    }
    return std::nullopt;
}

}  // namespace tamga::bake
