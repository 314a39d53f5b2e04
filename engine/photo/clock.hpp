// SPDX-License-Identifier: MIT
#pragma once

#include "engine/track/moment.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tamga::photo {

/// What a camera's clock has to be corrected by. Starts as a clock that is right.
class ClockCorrection {
public:
    /// The clock is behind by so many seconds, always. Points count more than this.
    void set_offset(double seconds) { offset_s_ = seconds; }
    /// When the camera showed `camera_s`, it was `true_s`. One point is a constant offset; between
    /// and beyond several the clock runs evenly.
    void add_point(double camera_s, double true_s);

    double corrected(double camera_s) const;

private:
    double offset_s_ = 0;
    std::vector<std::pair<double, double>> points_;  ///< Camera time and offset, in order.
};

/// "+1:30", "-6:00:00", "1 00:00:00", "5.5": seconds, with minutes, hours and days before them.
std::optional<double> parse_duration(std::string_view text);

/// Adds what a --sync argument says:
/// - a duration, which the clock is behind by;
/// - "TRUE@CAMERA", a time on each side ("2009:05:24 12:01:00Z@2009:05:24 12:00:41"); a side
/// without
///   a date takes the other's, and if neither has one it is an offset;
/// - "TRUE@PHOTO": what was shown when that photo, a picture of a right clock perhaps, was taken;
/// - a photo with a GPS time: that is the true one.
/// Throws Error{Fault::usage} if it is none of these, Error{Fault::input} if a photo lacks a time.
void add_sync(const std::string& text, track::Zone zone, ClockCorrection& clock);

}  // namespace tamga::photo
