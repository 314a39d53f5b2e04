// SPDX-License-Identifier: MIT
//
// TIFF 6.0 and Exif 2.3, as far as a GPS directory goes.
#include "engine/photo/gps_tags.hpp"

#include "engine/base/error.hpp"
#include "engine/photo/tiff.hpp"
#include "engine/track/possible.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <limits>

namespace tamga::photo {
namespace {

// Exif 2.3, section 4.6.6.
enum Tag : std::uint16_t {
    version = 0,
    lat_side = 1,
    lat = 2,
    lon_side = 3,
    lon = 4,
    altitude_side = 5,
    altitude = 6,
    time_stamp = 7,
    speed_unit = 12,
    speed = 13,
    course_north = 14,
    course = 15,
    direction_north = 16,
    direction = 17,
    date_stamp = 29,
};

constexpr std::uint16_t gps_pointer = 0x8825;

/// What goes with the old position, also if the new one has nothing in its place.
constexpr std::array<std::uint16_t, 12> of_position{
    lat_side,   lat,        lon_side, lon,          altitude_side, altitude,
    time_stamp, speed_unit, speed,    course_north, course,        date_stamp};

/// With fewer digits behind the point where the number is too large for all.
Rational rational(double value, std::uint32_t denominator) {
    constexpr double limit = std::numeric_limits<std::uint32_t>::max();
    while (denominator > 1 && value * denominator > limit) {
        denominator /= 10;
    }
    const double top = std::clamp(std::round(value * denominator), 0.0, limit);
    return {static_cast<std::uint32_t>(top), denominator};
}

/// Degrees, minutes and ten-millionths of a second, which is a thousandth of a millimetre.
std::array<Rational, 3> sexagesimal(double value) {
    constexpr std::uint64_t per_second = 10'000'000;
    const auto units = static_cast<std::uint64_t>(
        std::llround(std::abs(value) * 3600 * static_cast<double>(per_second)));
    const std::uint64_t minutes = units / (60 * per_second);
    return {Rational{static_cast<std::uint32_t>(minutes / 60), 1},
            Rational{static_cast<std::uint32_t>(minutes % 60), 1},
            Rational{static_cast<std::uint32_t>(units % (60 * per_second)), per_second}};
}

void add_time(const GpsTags& tags, TiffDirectory& gps) {
    const double day = std::floor(*tags.utc_s / 86400);
    const double clock = *tags.utc_s - day * 86400;
    const auto seconds = static_cast<std::uint32_t>(clock);
    const auto milliseconds =
        static_cast<std::uint32_t>(std::lround((clock - seconds) * 1000)) % 1000;
    const std::array<Rational, 3> stamp{Rational{seconds / 3600, 1}, Rational{seconds / 60 % 60, 1},
                                        milliseconds == 0
                                            ? Rational{seconds % 60, 1}
                                            : Rational{seconds % 60 * 1000 + milliseconds, 1000}};
    gps.set_rationals(time_stamp, stamp);
    if (tags.dated) {
        using namespace std::chrono;
        const year_month_day date{sys_days{days{static_cast<int>(day)}}};
        gps.set_text(date_stamp, fmt::format("{:04}:{:02}:{:02}", static_cast<int>(date.year()),
                                             static_cast<unsigned>(date.month()),
                                             static_cast<unsigned>(date.day())));
    }
}

void add_angle(std::optional<double> degrees, Tag north, Tag value, TiffDirectory& gps) {
    if (degrees && std::isfinite(*degrees)) {
        gps.set_text(north, "T");  // True north, not the compass's.
        gps.set_rationals(value,
                          std::array{rational(*degrees - std::floor(*degrees / 360) * 360, 1000)});
    }
}

void add_tags(const GpsTags& tags, TiffDirectory& gps) {
    for (const std::uint16_t tag : of_position) {
        gps.erase(tag);
    }
    if (!gps.has(version)) {
        gps.set_bytes(version, std::array<std::uint8_t, 4>{2, 3, 0, 0});
    }
    gps.set_text(lat_side, tags.position.lat < 0 ? "S" : "N");
    gps.set_rationals(lat, sexagesimal(tags.position.lat));
    gps.set_text(lon_side, tags.position.lon < 0 ? "W" : "E");
    gps.set_rationals(lon, sexagesimal(tags.position.lon));
    if (tags.altitude_m && track::is_altitude(*tags.altitude_m)) {
        const std::uint8_t below = *tags.altitude_m < 0 ? 1 : 0;
        gps.set_bytes(altitude_side, std::array{below});
        gps.set_rationals(altitude, std::array{rational(std::abs(*tags.altitude_m), 10'000)});
    }
    if (tags.speed_mps && track::is_speed(*tags.speed_mps)) {
        gps.set_text(speed_unit, "K");
        gps.set_rationals(speed, std::array{rational(*tags.speed_mps * 3.6, 10'000)});
    }
    add_angle(tags.course_deg, course_north, course, gps);
    add_angle(tags.direction_deg, direction_north, direction, gps);
    if (tags.utc_s && track::is_time(*tags.utc_s)) {
        add_time(tags, gps);
    }
}

}  // namespace

Bytes with_gps(ByteView tiff, const GpsTags& tags) {
    TiffFile file{tiff};
    TiffDirectory first = file.first_directory();
    const auto pointer = first.pointer(gps_pointer);
    TiffDirectory gps = pointer ? file.directory(*pointer) : file.new_directory();
    add_tags(tags, gps);
    const std::uint32_t place = file.append(gps);
    if (pointer) {
        file.redirect(first, gps_pointer, place);
    } else {
        first.set_pointer(gps_pointer, place);
        file.append_first(first);
    }
    return std::move(file).bytes();
}

}  // namespace tamga::photo
