// SPDX-License-Identifier: MIT
//
// Inside coordinate: what the notations of read.hpp have in common.
#pragma once

#include "engine/coordinate/read.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::coordinate {

/// Latitude or longitude.
struct Component {
    double degrees = 0;
    std::string text;     ///< In decimal degrees.
    double unit_deg = 0;  ///< What one step of the last digit, or the width of the cell, is worth.
};

/// A decimal number as written: an optional sign, digits, an optional point with digits.
struct Decimal {
    char sign = 0;  ///< '+', '-', or 0 if there was none.
    std::string whole;
    std::string fraction;

    double value() const;  ///< With its sign.
    /// Without a plus, leading zeros and a minus before nothing but zeros: "-041.50" is "-41.50".
    std::string text() const;
    double unit() const;  ///< 1, 0.1, 0.01 ...
};

/// A notation answers nothing if the text is clearly not its, and else with a position or the
/// reason why it is none. `text` comes from normalized_text().
using Attempt = std::optional<Outcome>;

Attempt read_url(std::string_view text);
Attempt read_geo_uri(std::string_view text);
Attempt read_wkt(std::string_view text);
Attempt read_geojson(std::string_view text);
Attempt read_kml(std::string_view text);
/// lat="41.2" lon="74.7": the attributes of GPX and OpenStreetMap, whatever is around them.
Attempt read_attributes(std::string_view text);
Attempt read_plus_code(std::string_view text);
Attempt read_geohash(std::string_view text);
Attempt read_iso6709(std::string_view text);
Attempt read_mgrs(std::string_view text);
Attempt read_utm(std::string_view text);
/// {{coord|41|12|16|N|74|45|58|E}}: the template of Wikipedia.
Attempt read_template(std::string_view text);
Attempt read_exif(std::string_view text);
Attempt read_nmea(std::string_view text);
Attempt read_wkb(std::string_view text);
Attempt read_h3(std::string_view text);
Attempt read_crs(std::string_view text);
/// "6Q38+QC Bishkek": a short plus code with its place, by name or as a position.
Attempt read_short_code(std::string_view text, const PlaceLookup& places);
/// Decimal degrees, or degrees with minutes and seconds, in any punctuation; also within prose.
/// Answers always.
Outcome read_angles(std::string_view text);

/// A component in degrees that was computed, with as many digits as tell the double.
Component computed(double degrees, double unit_deg);
/// A component that was written in decimal degrees.
Component written(const Decimal& number);

enum class AxisOrder {
    x_y,     ///< Easting or longitude first.
    of_crs,  ///< The same, but latitude first where the CRS is in degrees.
};

/// A position in another coordinate reference system, "EPSG:3857" for instance.
Outcome in_crs(const std::string& crs, const Decimal& first, const Decimal& second, AxisOrder order,
               std::string notation);

/// Checks the ranges, and warns about the position 0, 0.
Outcome finish(const Component& lat, const Component& lon, std::string notation);

/// "-41.5" at the start of `text`, which is moved behind it; nothing if there is no number. The
/// sign belongs to it if it is next to the first digit.
std::optional<Decimal> take_decimal(std::string_view& text);
/// `count` decimals with single commas between them from the start of `text`; spaces around commas
/// do not matter. What follows stays in `text`.
std::optional<std::vector<Decimal>> take_decimals(std::string_view& text, std::size_t count);

/// The text in one form for all the ways to type it: ASCII digits, punctuation and spaces for their
/// typographic and full-width kin, "°" for every degree sign, ' and " for primes and quotes, HTML
/// entities resolved, no spaces at either end. Letters stay as they are.
std::string normalized_text(std::string_view text);

/// "%2C" as the byte it stands for, "+" as a space.
std::string percent_decoded(std::string_view text);

}  // namespace tamga::coordinate
