// SPDX-License-Identifier: MIT
#include "engine/track/moment.hpp"

#include "engine/base/text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>

namespace tamga::track {
namespace {

void skip_spaces(std::string_view& text) {
    while (!text.empty() && text[0] == ' ') {
        text.remove_prefix(1);
    }
}

/// A whole number of `least` to `most` digits.
std::optional<int> take_number(std::string_view& text, std::size_t least, std::size_t most) {
    std::size_t size = 0;
    int value = 0;
    while (size < most && size < text.size() && base::is_digit(text[size])) {
        value = value * 10 + (text[size] - '0');
        ++size;
    }
    if (size < least) {
        return std::nullopt;
    }
    text.remove_prefix(size);
    return value;
}

bool take_any(std::string_view& text, std::string_view characters) {
    if (text.empty() || characters.find(text[0]) == std::string_view::npos) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

/// ".25" or ",25".
double take_fraction(std::string_view& text) {
    if (text.size() < 2 || (text[0] != '.' && text[0] != ',') || !base::is_digit(text[1])) {
        take_any(text, ".");
        return 0;
    }
    double value = 0;
    double unit = 1;
    for (text.remove_prefix(1); !text.empty() && base::is_digit(text[0]); text.remove_prefix(1)) {
        unit /= 10;
        value = value * 10 + (text[0] - '0');
    }
    return value * unit;
}

/// The date at the start of `text` as seconds since 1970, and the text moved behind it.
std::optional<double> take_date(std::string_view& text) {
    using namespace std::chrono;
    std::string_view rest = text;
    const auto year = take_number(rest, 4, 4);
    const bool first = year && take_any(rest, "-:/.");
    const auto month = first ? take_number(rest, 1, 2) : std::nullopt;
    const bool second = month && take_any(rest, "-:/.");
    const auto day = second ? take_number(rest, 1, 2) : std::nullopt;
    if (!day) {
        return std::nullopt;
    }
    const year_month_day date{std::chrono::year{*year},
                              std::chrono::month{static_cast<unsigned>(*month)},
                              std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) {
        return std::nullopt;
    }
    text = rest;
    return seconds_per_day * static_cast<double>(sys_days{date}.time_since_epoch().count());
}

std::optional<double> take_clock(std::string_view& text) {
    const auto hour = take_number(text, 1, 2);
    const auto minute = hour && take_any(text, ":") ? take_number(text, 2, 2) : std::nullopt;
    if (!minute) {
        return std::nullopt;
    }
    double second = 0;
    if (take_any(text, ":")) {
        const auto whole = take_number(text, 2, 2);
        if (!whole) {
            return std::nullopt;
        }
        second = *whole + take_fraction(text);
    }
    if (*hour > 24 || *minute > 59 || second >= 61) {
        return std::nullopt;
    }
    return *hour * 3600 + *minute * 60 + second;
}

/// What the clock of this computer's zone is ahead of UTC when it shows `seconds`.
double local_offset_s(double seconds) {
    const auto whole = static_cast<std::time_t>(std::floor(seconds));
    std::tm shown{};
    ::gmtime_r(&whole, &shown);
    shown.tm_isdst = -1;
    return static_cast<double>(whole - std::mktime(&shown));
}

}  // namespace

std::optional<int> parse_offset(std::string_view text) {
    if (text == "Z" || text == "z" || text == "UTC") {
        return 0;
    }
    const bool negative = text.starts_with('-');
    if (!take_any(text, "+-")) {
        return std::nullopt;
    }
    const auto hours = take_number(text, 1, 2);
    const bool colon = take_any(text, ":");
    const auto minutes = text.empty() && !colon ? std::optional{0} : take_number(text, 2, 2);
    if (!hours || !minutes || !text.empty() || *hours > 15 || *minutes > 59) {
        return std::nullopt;
    }
    const int offset = *hours * 3600 + *minutes * 60;
    return negative ? -offset : offset;
}

std::optional<Moment> parse_moment(std::string_view text) {
    skip_spaces(text);
    const auto date = take_date(text);
    if (date) {
        take_any(text, "Tt");
        skip_spaces(text);
    }
    const auto clock = take_clock(text);
    if (!clock) {
        return std::nullopt;
    }
    Moment moment{.seconds = date.value_or(0) + *clock, .dated = date.has_value(), .offset_s = {}};
    skip_spaces(text);
    while (!text.empty() && text.back() == ' ') {
        text.remove_suffix(1);
    }
    if (!text.empty()) {
        moment.offset_s = parse_offset(text);
        if (!moment.offset_s) {
            return std::nullopt;
        }
    }
    return moment;
}

double utc_seconds(const Moment& moment, Zone zone) {
    const auto offset = moment.offset_s ? moment.offset_s : zone.offset_s;
    const double ahead_s = offset ? static_cast<double>(*offset) : local_offset_s(moment.seconds);
    const double utc_s = moment.seconds - ahead_s;
    return moment.dated ? utc_s : utc_s - std::floor(utc_s / seconds_per_day) * seconds_per_day;
}

std::string iso_text(double utc_s) {
    return iso_text(Moment{.seconds = utc_s, .dated = true, .offset_s = 0});
}

std::string iso_text(const Moment& moment) {
    using namespace std::chrono;
    const auto total = static_cast<std::int64_t>(std::llround(moment.seconds * 1000));
    const sys_time<milliseconds> time{milliseconds{total}};
    const auto midnight = floor<days>(time);
    const year_month_day date{midnight};
    const hh_mm_ss clock{time - midnight};
    std::string text =
        fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                    static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                    clock.hours().count(), clock.minutes().count(), clock.seconds().count());
    if (clock.subseconds().count() != 0) {
        text += fmt::format(".{:03}", clock.subseconds().count());
    }
    if (moment.offset_s && *moment.offset_s != 0) {
        const int minutes = std::abs(*moment.offset_s) / 60;
        return text + fmt::format("{}{:02}:{:02}", *moment.offset_s < 0 ? '-' : '+', minutes / 60,
                                  minutes % 60);
    }
    return moment.offset_s ? text + 'Z' : text;
}

}  // namespace tamga::track
