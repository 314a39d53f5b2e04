// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::route {

/// Puts times into periods: by year, by month, or between given breaks.
class PeriodRule {
public:
    /// `text` is "year", "month", or breaks in order with commas between: "1990,2000,2010" or
    /// "2001-03,2001-06-15". Empty: every time is a period of its own.
    ///
    /// Throws Error{Fault::usage} if it is none of these.
    explicit PeriodRule(std::string_view text = {});

    /// The label of the period that a time falls into: "2001", "2001-05", and for breaks
    /// "1990_2000" (the first belongs to it, the second does not), "before_1990", "from_2010".
    /// Times are dates of ISO 8601, whole or from the left ("2001", "2001-05-03T12:00"), also with
    /// slashes, or day.month.year.
    ///
    /// Throws Error{Fault::input} for what is no date, if there is a rule.
    std::string label(std::string_view time) const;

    /// Year, month, day; 0 is what is not said.
    using Date = std::array<int, 3>;
    /// False if the text is no such date.
    static bool read_date(std::string_view text, Date& date);

private:
    enum class Kind { as_it_is, year, month, breaks };
    Kind kind_ = Kind::as_it_is;
    std::vector<Date> breaks_;
    std::vector<std::string> break_names_;
};

}  // namespace tamga::route
