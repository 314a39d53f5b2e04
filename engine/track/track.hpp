// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/track/moment.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tamga::track {

/// Where a receiver was at a time, and what else it knew.
struct Fix {
    double utc_s = 0;  ///< As utc_seconds() gives it: of the day, if the fix is not dated.
    geo::LonLat position;
    bool dated = true;
    /// Not 0: fixes with one number were spread over a time span, however long that is.
    std::uint32_t span = 0;
    std::optional<double> altitude_m;     ///< Above sea level.
    std::optional<double> speed_mps;      ///< Metres per second.
    std::optional<double> course_deg;     ///< Of the movement, clockwise from true north.
    std::optional<double> direction_deg;  ///< Where the device looked, likewise.
    std::optional<double> hdop;           ///< Horizontal dilution of precision.
    std::optional<double> pdop;           ///< That of the position.
    std::optional<int> satellites;
};

/// What one file says, in the order of the file.
struct Track {
    std::string path;
    std::string format;  ///< "GPX", "KML", "TCX", "NMEA", "IGC", "CSV".
    std::vector<Fix> fixes;
    std::vector<std::string> notes;  ///< "3 sentences with a wrong checksum", one a kind.
};

/// Reads a track log, packed with gzip or not: GPX, KML (gx:Track, time stamps and time spans), TCX
/// and Garmin's older XML, NMEA 0183 (RMC, GGA, GLL, GSA, ZDA, and the sentences PMGNTRK and
/// PTNTHPR), IGC, and CSV with columns for time, latitude and longitude. What the file is is found
/// by its content. Times without a zone are UTC in all of them.
///
/// Throws Error{Fault::input}, starting with the path, if it is none of these, or holds no position
/// with a time.
Track read_track(const std::string& path);

/// True if the path's name ends like a track log's: ".gpx", ".nmea", ".igc.gz".
bool is_track_name(const std::string& path);

}  // namespace tamga::track
