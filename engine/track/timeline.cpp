// SPDX-License-Identifier: MIT
#include "engine/track/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace tamga::track {
namespace {

using Value = std::optional<double> Fix::*;

constexpr std::array values{&Fix::altitude_m, &Fix::speed_mps, &Fix::course_deg,
                            &Fix::direction_deg};

bool is_angle(Value value) { return value == &Fix::course_deg || value == &Fix::direction_deg; }

/// Between two angles in degrees, the short way around. The result continues from `a`.
double between_angles(double a, double b, double fraction) {
    const double turn = std::remainder(b - a, 360);
    return a + turn * fraction;
}

double wrapped(double degrees, double least) {
    return degrees - std::floor((degrees - least) / 360) * 360;
}

std::string duration(double seconds) {
    const double rounded = std::round(seconds * 10) / 10;
    return rounded < 120    ? fmt::format("{} s", rounded)
           : rounded < 7200 ? fmt::format("{} min", std::round(rounded / 6) / 10)
                            : fmt::format("{} h", std::round(rounded / 360) / 10);
}

/// Access to a timeline's fixes by number.
template <class Entries>
class Lookup {
public:
    Lookup(const Entries& entries, double time_s, const Reach& reach)
        : entries_{entries}, time_s_{time_s}, reach_{reach} {}

    std::variant<Spot, std::string> run() const {
        if (time_s_ <= fix(0).utc_s) {
            return near(0, "before the track");
        }
        const std::size_t last = entries_.size() - 1;
        if (time_s_ >= fix(last).utc_s) {
            return near(last, "after the track");
        }
        const auto after = std::ranges::upper_bound(
            entries_, time_s_, {}, [](const auto& entry) { return entry.fix.utc_s; });
        const auto next = static_cast<std::size_t>(after - entries_.begin());
        const std::size_t previous = next - 1;
        const Fix& a = fix(previous);
        const Fix& b = fix(next);
        const bool same_span = a.span != 0 && a.span == b.span;
        if (b.utc_s - a.utc_s > limit_s(next) && !same_span) {
            const bool earlier = time_s_ - a.utc_s < b.utc_s - time_s_;
            return near(earlier ? previous : next, "from the nearest fix");
        }
        return between(previous, next);
    }

private:
    const Fix& fix(std::size_t index) const { return entries_[index].fix; }

    /// The gap before a track's first fix is not inside a track.
    double limit_s(std::size_t next) const {
        return entries_[next].first && reach_.between_s > 0 ? reach_.beyond_s : reach_.between_s;
    }

    std::variant<Spot, std::string> near(std::size_t index, std::string_view where) const {
        const double off_s = std::abs(time_s_ - fix(index).utc_s);
        if (off_s > reach_.beyond_s) {
            return fmt::format("{} {}; the limit is {}", duration(off_s), where,
                               duration(reach_.beyond_s));
        }
        Spot spot{.fix = fix(index),
                  .how = off_s == 0 ? Spot::How::fix : Spot::How::nearest,
                  .off_s = off_s};
        spot.fix.utc_s = time_s_;
        for (const Value value : values) {
            if (!(spot.fix.*value)) {
                const auto found = nearest(index, value, reach_.beyond_s);
                spot.fix.*value = found ? fix(*found).*value : std::nullopt;
            }
        }
        return spot;
    }

    std::variant<Spot, std::string> between(std::size_t previous, std::size_t next) const {
        const Fix& a = fix(previous);
        const Fix& b = fix(next);
        const double fraction = (time_s_ - a.utc_s) / (b.utc_s - a.utc_s);
        Spot spot{.fix = a,
                  .how = fraction == 0 ? Spot::How::fix : Spot::How::interpolated,
                  .off_s = std::min(time_s_ - a.utc_s, b.utc_s - time_s_)};
        spot.fix.utc_s = time_s_;
        const double lon = between_angles(a.position.lon, b.position.lon, fraction);
        spot.fix.position = {.lon = std::abs(lon) > 180 ? wrapped(lon, -180) : lon,
                             .lat = a.position.lat + (b.position.lat - a.position.lat) * fraction};
        for (const Value value : values) {
            spot.fix.*value = value_between(previous, next, value);
        }
        return spot;
    }

    std::optional<double> value_between(std::size_t previous, std::size_t next, Value value) const {
        const auto a = scan(previous, value, limit_s(next), -1);
        const auto b = scan(next, value, limit_s(next), 1);
        if (!a || !b) {
            return std::nullopt;
        }
        const double fraction = (time_s_ - fix(*a).utc_s) / (fix(*b).utc_s - fix(*a).utc_s);
        const double from = *(fix(*a).*value);
        const double to = *(fix(*b).*value);
        return is_angle(value) ? wrapped(between_angles(from, to, fraction), 0)
                               : from + (to - from) * fraction;
    }

    /// The first fix from `index` on, in one direction and within a time, that has the value.
    std::optional<std::size_t> scan(std::size_t index, Value value, double within_s,
                                    int step) const {
        for (std::size_t i = index; i < entries_.size(); i += static_cast<std::size_t>(step)) {
            if (std::abs(fix(i).utc_s - fix(index).utc_s) > within_s && i != index) {
                return std::nullopt;
            }
            if (fix(i).*value) {
                return i;
            }
        }
        return std::nullopt;
    }

    std::optional<std::size_t> nearest(std::size_t index, Value value, double within_s) const {
        const auto a = scan(index, value, within_s, -1);
        const auto b = scan(index, value, within_s, 1);
        if (!a || !b) {
            return a ? a : b;
        }
        return time_s_ - fix(*a).utc_s < fix(*b).utc_s - time_s_ ? a : b;
    }

    const Entries& entries_;
    double time_s_;
    const Reach& reach_;
};

bool is_good(const Fix& fix, const FixFilter& filter) {
    const bool hdop = !filter.max_hdop || !fix.hdop || *fix.hdop <= *filter.max_hdop;
    const bool pdop = !filter.max_pdop || !fix.pdop || *fix.pdop <= *filter.max_pdop;
    const bool satellites =
        !filter.min_satellites || !fix.satellites || *fix.satellites >= *filter.min_satellites;
    return hdop && pdop && satellites;
}

}  // namespace

std::size_t Timeline::add(const Track& track, const FixFilter& filter) {
    std::size_t left_out = 0;
    std::optional<std::size_t> first[2];
    if (!track.fixes.empty()) {
        Entries& entries = track.fixes.front().dated ? dated_ : undated_;
        entries.reserve(entries.size() + track.fixes.size());
    }
    for (const Fix& fix : track.fixes) {
        if (!is_good(fix, filter)) {
            ++left_out;
            continue;
        }
        Entries& entries = fix.dated ? dated_ : undated_;
        auto& earliest = first[fix.dated ? 1 : 0];
        if (!earliest || fix.utc_s < entries[*earliest].fix.utc_s) {
            earliest = entries.size();
        }
        entries.push_back({fix});
    }
    for (const bool dated : {false, true}) {
        if (first[dated ? 1 : 0]) {
            (dated ? dated_ : undated_)[*first[dated ? 1 : 0]].first = true;
        }
    }
    return left_out;
}

void Timeline::sort() {
    for (Entries* entries : {&dated_, &undated_}) {
        const auto time = [](const Entry& entry) { return entry.fix.utc_s; };
        if (!std::ranges::is_sorted(*entries, {}, time)) {
            std::ranges::stable_sort(*entries, {}, time);
        }
        std::size_t kept = 0;
        for (const Entry& entry : *entries) {
            const bool again = kept > 0 && (*entries)[kept - 1].fix.utc_s == entry.fix.utc_s;
            (*entries)[kept - (again ? 1 : 0)] = entry;
            kept += again ? 0 : 1;
        }
        entries->resize(kept);
    }
}

std::variant<Spot, std::string> Timeline::find(const Entries& entries, double time_s,
                                               const Reach& reach) {
    return Lookup{entries, time_s, reach}.run();
}

std::variant<Spot, std::string> Timeline::at(double utc_s, const Reach& reach) const {
    std::variant<Spot, std::string> result = std::string{"there are no fixes"};
    if (!dated_.empty()) {
        result = find(dated_, utc_s, reach);
    }
    if (!undated_.empty() && std::holds_alternative<std::string>(result)) {
        const double day_s = utc_s - std::floor(utc_s / seconds_per_day) * seconds_per_day;
        result = find(undated_, day_s, reach);
        if (auto* spot = std::get_if<Spot>(&result)) {
            spot->fix.utc_s = utc_s;
        }
    }
    return result;
}

}  // namespace tamga::track
