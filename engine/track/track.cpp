// SPDX-License-Identifier: MIT
#include "engine/track/track.hpp"

#include "engine/base/error.hpp"
#include "engine/ingest/input.hpp"
#include "engine/track/possible.hpp"
#include "engine/track/readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace tamga::track {
namespace {

/// Some receivers write a few lines of their own first.
constexpr std::size_t header_size = 4096;

bool starts_a_line(std::string_view text, std::string_view word) {
    return text.starts_with(word) || text.find('\n' + std::string{word}) != std::string_view::npos;
}

/// "$GPRMC," and the like; the talker's two letters may be any.
bool has_sentence(std::string_view text) {
    static constexpr std::array<std::string_view, 6> kinds{"RMC,", "GGA,", "GLL,",
                                                           "ZDA,", "GSA,", "GNTRK,"};
    for (auto at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
        const std::string_view rest = text.substr(std::min(at + 3, text.size()));
        if (std::ranges::any_of(kinds, [&](auto kind) { return rest.starts_with(kind); })) {
            return true;
        }
    }
    return false;
}

/// UTF-16 begins with a mark; whether it is XML then is for the parser to say.
bool is_xml(std::string_view text) {
    const std::string_view head = text.substr(0, header_size);
    const std::string_view rest = head.substr(head.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    const auto first = std::min(rest.find_first_not_of(" \t\r\n"), rest.size());
    return rest.substr(first).starts_with('<') || head.starts_with("\xFF\xFE") ||
           head.starts_with("\xFE\xFF");
}

/// Numbers that no receiver can measure stand for "unknown", mostly -1. Times are of the years that
/// a photo can name.
void leave_out_impossible(Track& track) {
    std::size_t left_out = 0;
    const auto check = [&](std::optional<double>& value, bool (*possible)(double)) {
        if (value && !possible(*value)) {
            value.reset();
            ++left_out;
        }
    };
    for (Fix& fix : track.fixes) {
        check(fix.altitude_m, is_altitude);
        check(fix.speed_mps, is_speed);
        check(fix.course_deg, is_direction);
        check(fix.direction_deg, is_direction);
    }
    const auto lost =
        std::erase_if(track.fixes, [](const Fix& fix) { return !is_time(fix.utc_s); });
    if (left_out > 0) {
        track.notes.push_back(fmt::format(
            "{} speeds, courses and altitudes that cannot be (below 0, say) were left out",
            left_out));
    }
    if (lost > 0) {
        track.notes.push_back(fmt::format("{} fixes of no time in the years 1 to 9999", lost));
    }
}

void read_lines(std::string_view text, Track& track) {
    const std::string_view head = text.substr(0, header_size);
    if (has_sentence(head)) {
        read_nmea(text, track);
    } else if (starts_a_line(head, "HFDTE") ||
               (head.starts_with('A') && starts_a_line(head, "B"))) {
        read_igc(text, track);
    } else {
        read_csv(text, track);
    }
}

}  // namespace

void for_each_line(std::string_view text, const std::function<void(std::string_view)>& use) {
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of("\r\n"), text.size());
        if (end > 0) {
            use(text.substr(0, end));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

std::optional<double> number_of(std::string_view text) {
    const auto first = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    text = text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first);
    text.remove_prefix(text.starts_with('+') ? 1 : 0);
    double value = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    return error == std::errc{} && stop == end && std::isfinite(value) ? std::optional{value}
                                                                       : std::nullopt;
}

std::optional<int> count_of(std::string_view text) {
    const auto value = number_of(text);
    const bool inside = value && *value >= 0 && *value < 100'000;
    return inside ? std::optional{static_cast<int>(*value)} : std::nullopt;
}

std::optional<geo::LonLat> position_of(std::optional<double> lat, std::optional<double> lon) {
    const bool inside = lat && lon && std::abs(*lat) <= 90 && std::abs(*lon) <= 180;
    return inside ? std::optional{geo::LonLat{.lon = *lon, .lat = *lat}} : std::nullopt;
}

Track read_track(const std::string& path) {
    const ingest::Input input{path};
    const std::string name = ingest::called(path);
    Track track{.path = path, .format = {}, .fixes = {}, .notes = {}};
    const std::string_view text = input.text();
    if (is_xml(text)) {
        read_xml(text, name, track);
    } else {
        in_context(name, [&] { read_lines(text, track); });
    }
    return in_context(name, [&] {
        leave_out_impossible(track);
        if (track.fixes.empty()) {
            throw Error{Fault::input, "this " + track.format +
                                          " holds no position with a time, so that no photo can "
                                          "be placed by it"};
        }
        return std::move(track);
    });
}

bool is_track_name(const std::string& path) {
    static constexpr std::array<std::string_view, 8> endings{".gpx", ".kml", ".tcx", ".nmea",
                                                             ".nma", ".igc", ".log", ".csv"};
    std::string lower = path;
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) {
        return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    });
    if (lower.ends_with(".gz")) {
        lower.resize(lower.size() - 3);
    }
    return std::ranges::any_of(endings, [&](auto ending) { return lower.ends_with(ending); });
}

}  // namespace tamga::track
