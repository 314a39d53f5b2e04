// SPDX-License-Identifier: MIT
#pragma once

#include "engine/track/track.hpp"

#include <cstddef>
#include <variant>
#include <vector>

namespace tamga::track {

/// Which fixes are good enough. One that does not say how good it is is kept.
struct FixFilter {
    std::optional<double> max_hdop;
    std::optional<double> max_pdop;
    std::optional<int> min_satellites;
};

/// How far from its fixes a track is believed. The defaults are ExifTool's.
struct Reach {
    /// Two fixes further apart in time are not joined by a line; 0 joins none.
    double between_s = 1800;
    /// Outside the track, and in such a gap, the nearest fix is taken if it is within this time.
    double beyond_s = 1800;
};

/// Where something was at a time.
struct Spot {
    Fix fix;  ///< Its time is the one asked for.
    enum class How { fix, interpolated, nearest } how = How::fix;
    double off_s = 0;  ///< To the nearest fix in time.
};

/// The fixes of all tracks in order of time. Of two at one time, the later one in the input counts.
/// Fixes without a date are kept apart, and are asked, by the time of day, only where the dated
/// ones know nothing.
class Timeline {
public:
    /// Returns how many fixes the filter left out.
    std::size_t add(const Track& track, const FixFilter& filter);
    /// After the last add().
    void sort();

    /// The position at a time, on the straight line in longitude and latitude between two fixes
    /// (the short way around); altitude, speed and angles likewise, from the nearest fixes that
    /// have them. Or the reason why there is none. Requires sort().
    std::variant<Spot, std::string> at(double utc_s, const Reach& reach) const;

    std::size_t size() const noexcept { return dated_.size() + undated_.size(); }

private:
    struct Entry {
        Fix fix;
        bool first = false;  ///< The earliest of its track: what is before it is no line.
    };
    using Entries = std::vector<Entry>;

    static std::variant<Spot, std::string> find(const Entries& entries, double time_s,
                                                const Reach& reach);

    Entries dated_;
    Entries undated_;
};

}  // namespace tamga::track
