// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tamga::track {

constexpr double seconds_per_day = 86400;

/// A date and time as a clock or a file shows it.
struct Moment {
    /// Seconds since 1970-01-01 00:00:00 on that clock (leap seconds are not counted); since
    /// midnight if there is no date.
    double seconds = 0;
    bool dated = true;
    std::optional<int> offset_s;  ///< How far the clock is ahead of UTC, if that was written.
};

/// Reads "2003-05-24T17:10:05.5Z" (ISO 8601), "2003:05:24 17:10:05+06:00" (Exif), both with "T" or
/// spaces between date and time, a comma or point before the fraction, and "17:10:05". Nothing if
/// there is no such date or time (month 13, a leap second is allowed), or something follows.
std::optional<Moment> parse_moment(std::string_view text);

/// "+06:00", "-0330", "+6", "Z": how far a clock is ahead of UTC, in seconds.
std::optional<int> parse_offset(std::string_view text);

/// The zone of a clock that does not say its own.
struct Zone {
    std::optional<int> offset_s;  ///< Unset: the zone of this computer (TZ), with its summer time.
};

/// Seconds since 1970-01-01 00:00:00 UTC; of the day in UTC, 0 to 86400, if there is no date.
double utc_seconds(const Moment& moment, Zone zone);

/// "2003-05-24T17:10:05Z", with milliseconds if there are any.
std::string iso_text(double utc_s);
/// The same as the clock shows it, with "+06:00" if that was written. Requires a date.
std::string iso_text(const Moment& moment);

}  // namespace tamga::track
