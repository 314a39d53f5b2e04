// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tamga::route {

/// What weights count. Flows are what moved within a period, and periods add up. Stocks are who is
/// there at a time: one person stands in the figure of every period, so periods are never added.
enum class Measure : std::uint8_t { flow, stock };

/// The measure, and which period stands for all where one number is wanted.
struct Measuring {
    Measure measure = Measure::flow;
    std::string period = {};  ///< Of stocks the latest one; empty if rows have none.

    bool is_stock() const noexcept { return measure == Measure::stock; }
    /// Does what is of a period count where one number is wanted?
    bool counts(std::string_view of) const noexcept { return !is_stock() || of == period; }
    bool operator==(const Measuring&) const = default;
};

/// "flow" or "stock". Throws Error{Fault::usage} for anything else.
Measure measure_named(const std::string& word);

/// The label of the latest period: the last in the order of numbers and then of letters, where what
/// is before all breaks ("before_1990") comes first. Empty if all are.
std::string latest_period(std::span<const std::string> labels);

/// True if one of the words of a column's or a file's name is "stock" or "stocks".
bool says_stock(std::string_view name);

}  // namespace tamga::route
