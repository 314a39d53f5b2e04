// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/value.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tamga::route {

/// A whole number of 128 bits: 64 would hold no sum of a table in dollars or grams.
__extension__ using Int128 = __int128;

/// How many people, tonnes or dollars a journey stands for, exactly: a count of millionths.
///
/// Sums of weights do not depend on their order, so what a map draws and what it leaves out add up
/// to what was read. The largest weight that is read is 9223372036854775807, and sums may be
/// 10^13 times as large.
struct Weight {
    Int128 millionths = 0;

    friend auto operator<=>(Weight, Weight) = default;
};

/// A weight as it was read, and whether it had to be rounded to whole millionths.
struct WeightReading {
    Weight weight;
    bool rounded = false;
};

/// A whole number as a weight. Throws Error{Fault::input} if it is negative.
Weight whole_weight(std::int64_t value);

/// Reads decimal text: "12", "0.25", "+3", "1.5e3". Digits past the sixth decimal are rounded half
/// to even.
///
/// Throws Error{Fault::input} for a negative number, for what is not a number, and for one too
/// large.
WeightReading parse_weight(std::string_view text);

/// The weight an attribute holds: numbers by their shortest decimal form (so 0.1 is exactly a
/// tenth), text as parse_weight(). Throws as parse_weight() does, and for no value and for
/// booleans.
WeightReading weight_of(const model::Value& value);

/// A number below 0, as what it is; none if it is no number, or not below 0, or too large.
std::optional<Weight> negative_weight(const model::Value& value);

/// The sum. Throws Error{Fault::input} if it is too large for a weight.
Weight operator+(Weight a, Weight b);
Weight& operator+=(Weight& a, Weight b);

/// The difference, which may be negative ("net": in - out). Throws as the sum does.
Weight operator-(Weight a, Weight b);

/// Digits of millionths, as to_digits() writes them, which a database keeps where they are more than
/// it has numbers for. Throws Error{Fault::input} if `text` is something else.
Weight weight_of_digits(std::string_view text);
std::string to_digits(Weight weight);

/// The value if it is whole, and fits.
std::optional<std::int64_t> whole(Weight weight);

/// The nearest double; exact below nine thousand million.
double approximately(Weight weight);

/// "12" for whole weights, "0.25" for others: every digit that counts and no trailing zeros.
std::string to_string(Weight weight);

}  // namespace tamga::route
