// SPDX-License-Identifier: MIT
#include "engine/filter/values.hpp"

#include <cmath>
#include <limits>
#include <optional>

namespace tamga::filter {
namespace {

using model::Value;

// Its 64 bits of mantissa or more hold every int64, uint64 and double as they are.
static_assert(std::numeric_limits<long double>::digits >= 64);

std::optional<long double> number(const Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        return *whole;
    }
    if (const auto* real = std::get_if<double>(&value)) {
        return *real;
    }
    if (const auto* large = std::get_if<std::uint64_t>(&value)) {
        return *large;
    }
    return std::nullopt;
}

/// A truth value, also where a table without types has it as text.
std::optional<bool> truth(const Value& value) {
    if (const auto* flag = std::get_if<bool>(&value)) {
        return *flag;
    }
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        if (*text == "true" || *text == "false") {
            return *text == "true";
        }
    }
    return std::nullopt;
}

std::optional<std::int64_t> whole_result(Arithmetic operation, std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    switch (operation) {
        case Arithmetic::add:
            return __builtin_add_overflow(a, b, &result) ? std::nullopt : std::optional{result};
        case Arithmetic::subtract:
            return __builtin_sub_overflow(a, b, &result) ? std::nullopt : std::optional{result};
        case Arithmetic::multiply:
            return __builtin_mul_overflow(a, b, &result) ? std::nullopt : std::optional{result};
        case Arithmetic::modulo:
            // The smallest number modulo -1 overflows in C++, though the answer is 0.
            return b == 0 ? std::nullopt : std::optional{b == -1 ? 0 : a % b};
        case Arithmetic::divide:
            break;
    }
    return std::nullopt;
}

}  // namespace

bool is_null(const Value& value) { return std::holds_alternative<std::monostate>(value); }

std::partial_ordering order(const Value& a, const Value& b) {
    if (const auto* text = std::get_if<std::string_view>(&a)) {
        if (const auto* other = std::get_if<std::string_view>(&b)) {
            return *text <=> *other;
        }
    }
    if (const auto left = number(a)) {
        const auto right = number(b);
        return right ? *left <=> *right : std::partial_ordering::unordered;
    }
    const auto left = truth(a);
    const auto right = truth(b);
    return left && right ? std::partial_ordering{*left <=> *right}
                         : std::partial_ordering::unordered;
}

Value equality(const Value& a, const Value& b) {
    return is_null(a) || is_null(b) ? Value{} : Value{order(a, b) == 0};
}

Value computed(Arithmetic operation, const Value& a, const Value& b) {
    const auto* whole_a = std::get_if<std::int64_t>(&a);
    const auto* whole_b = std::get_if<std::int64_t>(&b);
    if (whole_a != nullptr && whole_b != nullptr) {
        if (const auto result = whole_result(operation, *whole_a, *whole_b)) {
            return *result;
        }
    }
    const auto wide_a = number(a);
    const auto wide_b = number(b);
    if (!wide_a || !wide_b) {
        return {};
    }
    const auto left = static_cast<double>(*wide_a);
    const auto right = static_cast<double>(*wide_b);
    switch (operation) {
        case Arithmetic::add:
            return left + right;
        case Arithmetic::subtract:
            return left - right;
        case Arithmetic::multiply:
            return left * right;
        case Arithmetic::divide:
            return right == 0 ? Value{} : Value{left / right};
        case Arithmetic::modulo:
            return right == 0 ? Value{} : Value{std::fmod(left, right)};
    }
    return {};
}

Value condition(const Value& value) {
    if (const auto flag = truth(value)) {
        return *flag;
    }
    const auto as_number = number(value);
    return as_number ? Value{*as_number != 0} : Value{};
}

}  // namespace tamga::filter
