// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tamga::coordinate {

/// A position as somebody wrote it down.
struct Reading {
    geo::LonLat position;
    /// The same in decimal degrees, with every digit of the input where it was decimal:
    /// "74.76609800000006". A valid JSON number.
    std::string lat_text;
    std::string lon_text;
    /// "decimal", "degrees-minutes-seconds", "iso6709", "geo-uri", "url", "wkt", "wkb", "geojson",
    /// "kml", "epsg", "utm", "ups", "mgrs", "plus-code", "geohash", "h3", "exif", "nmea", "xml".
    std::string notation;
    /// How far the position may be off as it is written: half of the last digit, or of the cell, in
    /// the worse of the two directions.
    double precision_m = 0;
    /// What a careful reader would ask back about, one sentence each.
    std::vector<std::string> warnings;
};

/// Why a text is not a position.
struct Refusal {
    std::string reason;
};

/// What a reader asks about places, if somebody knows. Each may be empty.
struct PlaceLookup {
    /// Where the place of this name is ("Bishkek", "Osh, Kyrgyzstan"), or nothing.
    std::function<std::optional<geo::LonLat>(std::string_view name)> position;
    /// The country of which this is the centre point, or an empty text.
    std::function<std::string(geo::LonLat)> centre_of;
};

using Outcome = std::variant<Reading, Refusal>;

/// Reads one position in whatever notation it is. Latitude comes first where nothing says otherwise
/// (hemispheres, labels, a notation with its own order). The text is UTF-8.
///
/// What has two readings is refused, not guessed: minutes or seconds of 60 and more, a sign against
/// its hemisphere, two latitudes, "41,20438,74,766098". With `places`, a short plus code is read
/// from the place named with it, and a country's centre point, which often stands for an unknown
/// place in it, gets a warning.
Outcome read(std::string_view text, const PlaceLookup& places = {});

/// The same for a caller that has no use for a refusal. Throws Error{Fault::input} with the reason.
Reading parse(std::string_view text);

}  // namespace tamga::coordinate
