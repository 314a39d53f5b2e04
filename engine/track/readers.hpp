// SPDX-License-Identifier: MIT
//
// Inside track: one reader a format family; read_track() picks it by the content.
#pragma once

#include "engine/track/track.hpp"

#include <functional>
#include <string_view>

namespace tamga::track {

/// Each adds its fixes to `track`, which knows its path already, and names the format. Messages
/// about XML begin with `name` and the line.
void read_xml(std::string_view text, const std::string& name, Track& track);
void read_nmea(std::string_view text, Track& track);
void read_igc(std::string_view text, Track& track);
void read_csv(std::string_view text, Track& track);

/// Calls `use` with each line, without its end.
void for_each_line(std::string_view text, const std::function<void(std::string_view)>& use);

/// The whole text, apart from spaces around it, as a number.
std::optional<double> number_of(std::string_view text);

/// The same as a whole number, if it is one of 0 to 99999.
std::optional<int> count_of(std::string_view text);

/// A position if both are in range.
std::optional<geo::LonLat> position_of(std::optional<double> lat, std::optional<double> lon);

}  // namespace tamga::track
