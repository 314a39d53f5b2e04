// SPDX-License-Identifier: MIT
#include "engine/store/time_range.hpp"

#include "engine/base/error.hpp"
#include "engine/route/table/period.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace tamga::store {
namespace {

/// The digits that a text starts with, if an integer of 64 bits has room for any of them.
std::string_view leading_digits(std::string_view text) {
    const auto end = std::min(text.find_first_not_of("0123456789"), text.size());
    return end <= 18 ? text.substr(0, end) : std::string_view{};
}

std::int64_t number(std::string_view digits) {
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

/// `moment` as far as `limit` goes.
template <class Moment>
Moment cut_to(const Moment& limit, Moment moment) {
    for (std::size_t i = 1; i < moment.size(); ++i) {
        moment[i] = limit[i] == 0 ? 0 : moment[i];
    }
    return moment;
}

}  // namespace

std::optional<TimeRange::Moment> TimeRange::limit(std::string_view text) {
    route::PeriodRule::Date date{};
    if (route::PeriodRule::read_date(text, date)) {
        return Moment{date[0], date[1], date[2]};
    }
    const std::string_view digits = leading_digits(text);
    return !digits.empty() && digits.size() == text.size()
               ? std::optional{Moment{number(digits), 0, 0}}
               : std::nullopt;
}

/// Of a label that goes on behind a year ("1990_2000", "2010Q1") it is the year.
std::optional<TimeRange::Moment> TimeRange::moment(std::string_view period) {
    route::PeriodRule::Date date{};
    if (route::PeriodRule::read_date(period, date)) {
        return Moment{date[0], date[1], date[2]};
    }
    constexpr std::size_t digits_of_year = 4;
    const std::string_view digits = leading_digits(period);
    const bool whole = digits.size() == period.size();
    return !digits.empty() && (whole || digits.size() == digits_of_year)
               ? std::optional{Moment{number(digits), 0, 0}}
               : std::nullopt;
}

TimeRange::TimeRange(const std::string& text) {
    const auto dots = text.find("..");
    if (dots != std::string::npos) {
        const std::string begin = text.substr(0, dots);
        const std::string end = text.substr(dots + 2);
        first_ = limit(begin);
        last_ = limit(end);
        for (const auto& [word, found] : {std::pair{begin, first_}, std::pair{end, last_}}) {
            if (!word.empty() && !found) {
                throw Error{Fault::usage, "'" + word + "' is no time; " + std::string{time_forms}};
            }
        }
        if ((!first_ && !last_) || (first_ && last_ && *first_ > *last_)) {
            throw Error{Fault::usage, "it takes A..B with A before B, not '" + text + "'"};
        }
        return;
    }
    first_ = last_ = limit(text);
    if (!first_) {
        label_ = text;  // The layer decides whether it is one of its own.
    }
}

TimeRange::Answer TimeRange::holds(std::string_view period) const {
    if (label_) {
        return period == *label_ ? Answer::yes : Answer::no;
    }
    const std::optional<Moment> at = moment(period);
    if (!at) {
        return Answer::unreadable;
    }
    const bool within =
        (!first_ || cut_to(*first_, *at) >= *first_) && (!last_ || cut_to(*last_, *at) <= *last_);
    return within ? Answer::yes : Answer::no;
}

}  // namespace tamga::store
