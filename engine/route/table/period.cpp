// SPDX-License-Identifier: MIT
#include "engine/route/table/period.hpp"

#include "engine/base/error.hpp"
#include "engine/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace tamga::route {
namespace {

/// The numbers at the start of a date and the character between them.
struct DateParts {
    std::vector<int> numbers;
    char between = ' ';
    std::size_t first_digits = 0;
};

DateParts parts_of(std::string_view text) {
    DateParts parts;
    while (!text.empty() && parts.numbers.size() < 3) {
        int number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        const auto digits = static_cast<std::size_t>(end - text.data());
        if (error != std::errc{} || text[0] == '-') {
            return {};
        }
        parts.first_digits = parts.numbers.empty() ? digits : parts.first_digits;
        parts.numbers.push_back(number);
        text.remove_prefix(digits);
        const bool is_next = !text.empty() && (text[0] == '-' || text[0] == '/' || text[0] == '.');
        if (!is_next || (parts.numbers.size() > 1 && text[0] != parts.between)) {
            break;
        }
        parts.between = text[0];
        text.remove_prefix(1);
    }
    const bool ends = text.empty() || text[0] == 'T' || text[0] == 't' || text[0] == ' ';
    return ends ? parts : DateParts{};
}

}  // namespace

bool PeriodRule::read_date(std::string_view text, Date& date) {
    DateParts parts = parts_of(base::trimmed(text, base::blanks));
    const bool day_first = parts.between == '.' && parts.numbers.size() == 3;
    if (day_first) {
        std::ranges::reverse(parts.numbers);
    } else if (parts.between == '.' || parts.first_digits != 4) {
        return false;
    }
    date = {};
    std::ranges::copy(parts.numbers, date.begin());
    const bool has_month = parts.numbers.size() > 1;
    const bool has_day = parts.numbers.size() > 2;
    return date[0] > 0 && (!has_month || (date[1] >= 1 && date[1] <= 12)) &&
           (!has_day || (date[2] >= 1 && date[2] <= 31));
}

PeriodRule::PeriodRule(std::string_view text) {
    if (text.empty()) {
        return;
    }
    if (text == "year" || text == "month") {
        kind_ = text == "year" ? Kind::year : Kind::month;
        return;
    }
    kind_ = Kind::breaks;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const std::string_view word = base::trimmed(text.substr(begin, end - begin), base::blanks);
        Date date{};
        if (!read_date(word, date)) {
            throw Error{Fault::usage,
                        fmt::format("'{}' is no period: it is year, month, or the dates at which "
                                    "periods begin, as in 1990,2000,2010",
                                    word)};
        }
        if (!breaks_.empty() && !(breaks_.back() < date)) {
            throw Error{Fault::usage, fmt::format("periods begin in order; '{}' is not after '{}'",
                                                  word, break_names_.back())};
        }
        breaks_.push_back(date);
        break_names_.emplace_back(word);
        begin = end + 1;
    }
}

std::string PeriodRule::label(std::string_view time) const {
    if (kind_ == Kind::as_it_is || time.empty()) {
        return std::string{time};
    }
    Date date{};
    if (!read_date(time, date)) {
        throw Error{Fault::input, fmt::format("'{}' is not a date (2001, 2001-05, 2001-05-03, "
                                              "2001/05/03, 03.05.2001)",
                                              time)};
    }
    if (kind_ == Kind::year) {
        return fmt::format("{:04}", date[0]);
    }
    if (kind_ == Kind::month) {
        if (date[1] == 0) {
            throw Error{Fault::input, fmt::format("'{}' names no month", time)};
        }
        return fmt::format("{:04}-{:02}", date[0], date[1]);
    }
    const auto after =
        static_cast<std::size_t>(std::ranges::upper_bound(breaks_, date) - breaks_.begin());
    return after == 0                ? "before_" + break_names_.front()
           : after == breaks_.size() ? "from_" + break_names_.back()
                                     : break_names_[after - 1] + "_" + break_names_[after];
}

}  // namespace tamga::route
