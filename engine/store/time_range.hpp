// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tamga::store {

/// What it takes, for messages.
constexpr std::string_view time_forms =
    "it takes A..B, A.., ..B or one period, of years, dates (2010, 2010-05, 2010-05-03, "
    "03.05.2010) or numbers, or a label as the data has it";

/// Which periods are asked for: "2015..2020", "2015", "2015..", "..2020", or a label.
///
/// Limits are dates as route::PeriodRule reads them, whole or from the left, or whole numbers. A
/// period lies between them if it does as far as the limit goes: "2015" holds for "2015-03".
class TimeRange {
public:
    /// Throws Error{Fault::usage} if it is a range, and one of its limits is no date, or if its
    /// first is after its last.
    explicit TimeRange(const std::string& text);

    /// The text, if it is no range and no date: then only periods of exactly this label are meant.
    const std::optional<std::string>& label() const noexcept { return label_; }

    enum class Answer { no, yes, unreadable };
    /// Whether a period is asked for. One that is no date is in no range.
    Answer holds(std::string_view period) const;

private:
    /// Year, month, day, or a number and two zeros; 0 is what is not said.
    using Moment = std::array<std::int64_t, 3>;
    static std::optional<Moment> limit(std::string_view text);
    static std::optional<Moment> moment(std::string_view period);

    std::optional<std::string> label_;
    std::optional<Moment> first_;
    std::optional<Moment> last_;
};

}  // namespace tamga::store
