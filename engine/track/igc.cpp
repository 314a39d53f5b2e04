// SPDX-License-Identifier: MIT
//
// The flight recorder format of the FAI: B records are fixes of a day, HFDTE names the day.
#include "engine/track/readers.hpp"

#include <fmt/format.h>

#include <charconv>

namespace tamga::track {
namespace {

constexpr double jitter_s = 2;

/// The whole number in `text`, all of which are digits (one minus is allowed).
std::optional<int> digits(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional{value}
                                                                    : std::nullopt;
}

/// "HFDTE050110", "HFDTEDATE:050110,01": the day as seconds since 1970.
std::optional<double> day_s(std::string_view line) {
    const auto at = line.find_first_of("0123456789");
    if (at == std::string_view::npos || line.size() < at + 6) {
        return std::nullopt;
    }
    const auto year = digits(line.substr(at + 4, 2));
    if (!year) {
        return std::nullopt;
    }
    const auto moment =
        parse_moment(fmt::format("{}-{}-{}T00:00", *year + (*year >= 70 ? 1900 : 2000),
                                 line.substr(at + 2, 2), line.substr(at, 2)));
    return moment ? std::optional{moment->seconds} : std::nullopt;
}

/// "4916430N" or "00643910E": degrees, minutes and thousandths of a minute.
std::optional<double> angle(std::string_view text, std::size_t wide) {
    const auto degrees = digits(text.substr(0, wide));
    const auto thousandths = digits(text.substr(wide, 5));
    const char side = text[wide + 5];
    if (!degrees || !thousandths || std::string_view{"NSEW"}.find(side) == std::string_view::npos) {
        return std::nullopt;
    }
    const double value = *degrees + *thousandths / 60'000.0;
    return side == 'S' || side == 'W' ? -value : value;
}

/// B HHMMSS DDMMmmmN DDDMMmmmE V PPPPP GGGGG: the altitude of the barometer, then of the receiver,
/// which counts only if V is "A".
std::optional<Fix> fix_of(std::string_view line) {
    if (line.size() < 35) {
        return std::nullopt;
    }
    const auto hours = digits(line.substr(1, 2));
    const auto minutes = digits(line.substr(3, 2));
    const auto seconds = digits(line.substr(5, 2));
    const auto position = position_of(angle(line.substr(7, 8), 2), angle(line.substr(15, 9), 3));
    if (!hours || !minutes || !seconds || !position) {
        return std::nullopt;
    }
    Fix fix;
    fix.utc_s = *hours * 3600 + *minutes * 60 + *seconds;
    fix.position = *position;
    fix.dated = false;
    const auto altitude = digits(line.substr(30, 5));
    if (line[24] == 'A' && altitude) {
        fix.altitude_m = *altitude;
    }
    return fix;
}

}  // namespace

void read_igc(std::string_view text, Track& track) {
    track.format = "IGC";
    std::optional<double> day;
    double last_s = 0;
    std::size_t damaged = 0;
    for_each_line(text, [&](std::string_view line) {
        if (line.starts_with("HFDTE")) {
            day = day_s(line);
            last_s = 0;
        } else if (line.starts_with('B')) {
            auto fix = fix_of(line);
            if (!fix) {
                ++damaged;
                return;
            }
            if (day) {
                *day += fix->utc_s < last_s - jitter_s ? seconds_per_day : 0;
                last_s = fix->utc_s;
                fix->utc_s += *day;
                fix->dated = true;
            }
            track.fixes.push_back(*fix);
        }
    });
    if (damaged > 0) {
        track.notes.push_back(fmt::format("{} B records that are damaged", damaged));
    }
}

}  // namespace tamga::track
