// SPDX-License-Identifier: MIT
#include "engine/photo/clock.hpp"

#include "engine/base/error.hpp"
#include "engine/base/files/mapped_file.hpp"
#include "engine/photo/photo.hpp"
#include "engine/track/readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

namespace tamga::photo {
namespace {

track::Moment moment(std::string_view text) {
    const auto result = track::parse_moment(text);
    if (!result) {
        throw Error{
            Fault::usage,
            fmt::format("'{}' is no time such as 2009:05:24 12:01:00 or 12:01:00+06:00", text)};
    }
    return *result;
}

/// The same time of day on the day that brings it nearest to `other_s`.
double nearest_day(double utc_s, double other_s) {
    return utc_s + std::round((other_s - utc_s) / track::seconds_per_day) * track::seconds_per_day;
}

bool is_file(const std::string& path) {
    std::error_code ignored;
    return std::filesystem::is_regular_file(path, ignored);
}

Photo synced_photo(const std::string& path) {
    const base::MappedFile file{path};
    return in_context(path, [&] {
        Photo photo = read_photo(file.bytes());
        if (!photo.taken) {
            throw Error{Fault::input, "does not say when it was taken"};
        }
        return photo;
    });
}

void add_pair(const track::Moment& real, const track::Moment& shown, track::Zone zone,
              ClockCorrection& clock) {
    const double true_s = track::utc_seconds(real, zone);
    const double camera_s = track::utc_seconds(shown, zone);
    if (!real.dated && !shown.dated) {
        clock.set_offset(nearest_day(true_s, camera_s) - camera_s);
    } else {
        clock.add_point(shown.dated ? camera_s : nearest_day(camera_s, true_s),
                        real.dated ? true_s : nearest_day(true_s, camera_s));
    }
}

}  // namespace

void ClockCorrection::add_point(double camera_s, double true_s) {
    points_.emplace_back(camera_s, true_s - camera_s);
    std::ranges::sort(points_);
}

double ClockCorrection::corrected(double camera_s) const {
    if (points_.empty()) {
        return camera_s + offset_s_;
    }
    const auto after =
        std::ranges::lower_bound(points_, camera_s, {}, &std::pair<double, double>::first);
    const auto size = static_cast<std::ptrdiff_t>(points_.size());
    const auto b = std::clamp<std::ptrdiff_t>(after - points_.begin(), size > 1 ? 1 : 0, size - 1);
    const auto [from_s, from_offset] = points_[static_cast<std::size_t>(std::max(b - 1, 0L))];
    const auto [to_s, to_offset] = points_[static_cast<std::size_t>(b)];
    const double fraction = to_s == from_s ? 0 : (camera_s - from_s) / (to_s - from_s);
    return camera_s + from_offset + (to_offset - from_offset) * fraction;
}

std::optional<double> parse_duration(std::string_view text) {
    const bool negative = text.starts_with('-');
    text.remove_prefix(negative || text.starts_with('+') ? 1 : 0);
    constexpr std::array<double, 4> units{1, 60, 3600, track::seconds_per_day};
    double total = 0;
    for (const double unit : units) {
        const auto cut = text.find_last_of(unit == 3600 ? " " : ": ");
        const auto value =
            track::number_of(cut == std::string_view::npos ? text : text.substr(cut + 1));
        if (!value || *value < 0) {
            return std::nullopt;
        }
        total += *value * unit;
        if (cut == std::string_view::npos) {
            return negative ? -total : total;
        }
        text = text.substr(0, cut);
    }
    return std::nullopt;
}

void add_sync(const std::string& text, track::Zone zone, ClockCorrection& clock) {
    if (is_file(text)) {
        const Photo photo = synced_photo(text);
        if (!photo.gps_utc_s) {
            throw Error{Fault::input, text + ": has no GPS time to set the camera's clock by"};
        }
        clock.add_point(track::utc_seconds(*photo.taken, zone), *photo.gps_utc_s);
        return;
    }
    const auto at = text.find('@');
    if (at != std::string::npos) {
        const std::string shown = text.substr(at + 1);
        add_pair(moment(text.substr(0, at)),
                 is_file(shown) ? *synced_photo(shown).taken : moment(shown), zone, clock);
        return;
    }
    const auto offset_s = parse_duration(text);
    if (!offset_s) {
        throw Error{
            Fault::usage,
            fmt::format("'{}' is no offset such as +1:30, no photo, and no TRUE@CAMERA", text)};
    }
    clock.set_offset(*offset_s);
}

}  // namespace tamga::photo
