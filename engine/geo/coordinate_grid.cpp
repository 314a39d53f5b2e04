// SPDX-License-Identifier: MIT
//
// Metres on a grid: UTM, UPS and MGRS, by GeographicLib.
#include "engine/geo/coordinate_notation.hpp"

#include <fmt/format.h>
#include <GeographicLib/MGRS.hpp>
#include <GeographicLib/UTMUPS.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tamga::geo {
namespace {

constexpr std::string_view bands = "CDEFGHJKLMNPQRSTUVWX";  // Of 8 degrees, from 80 S on.
constexpr double metres_per_degree = 111'195;

CoordinateRefusal refusal(std::string reason) { return {std::move(reason)}; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// Does a latitude lie in the band of that letter? The last one, X, has 12 degrees.
bool in_band(double lat, char letter) {
    const auto south = -80 + 8 * static_cast<double>(bands.find(letter));
    return lat >= south && lat <= south + (letter == 'X' ? 12 : 8);
}

struct Metres {
    int zone = 0;  ///< 0 is UPS.
    char letter = 0;
    Decimal easting;
    Decimal northing;

    /// Nothing if there is no such place in that hemisphere.
    std::optional<LonLat> position(bool north) const {
        LonLat result;
        try {
            GeographicLib::UTMUPS::Reverse(zone, north, easting.value(), northing.value(),
                                           result.lat, result.lon);
        } catch (const GeographicLib::GeographicErr&) {
            return std::nullopt;
        }
        return result;
    }
};

/// "43T", or "Z" for UPS. Nothing if the text does not begin like this.
bool take_zone(std::string_view& text, Metres& metres) {
    std::string_view rest = text;
    while (!rest.empty() && is_digit(rest[0]) && metres.zone < 100) {
        metres.zone = metres.zone * 10 + (rest[0] - '0');
        rest.remove_prefix(1);
    }
    const bool zoned = rest.size() != text.size();
    rest = zoned ? trimmed(rest) : rest;
    if (rest.size() < 2 || !is_letter(rest[0]) || is_letter(rest[1])) {
        return false;
    }
    metres.letter = upper(rest[0]);
    text = rest.substr(1);
    return zoned || std::string_view{"ABYZ"}.find(metres.letter) != std::string_view::npos;
}

/// "480389.367", "480389m", "480389 mE".
std::optional<Decimal> take_metres(std::string_view& text, std::string_view direction) {
    text = trimmed(text);
    if (text.starts_with(',')) {
        text = trimmed(text.substr(1));
    }
    auto number = take_decimal(text);
    if (!number || number->whole.size() < 5) {
        return std::nullopt;
    }
    std::string_view rest = trimmed(text);
    rest.remove_prefix(!rest.empty() && rest[0] == 'm' ? 1 : 0);
    if (!rest.empty() && upper(rest[0]) == direction[0]) {
        rest.remove_prefix(1);
    }
    if (rest.empty() || !is_letter(rest[0])) {
        text = rest;
    }
    return number;
}

CoordinateOutcome located(const Metres& metres, LonLat position) {
    const double unit = std::max(metres.easting.unit(), metres.northing.unit()) / metres_per_degree;
    const double narrowing = std::max(1e-6, std::cos(position.lat * std::numbers::pi / 180));
    return finish(computed(position.lat, unit), computed(position.lon, unit / narrowing),
                  metres.zone == 0 ? "ups" : "utm");
}

/// N and S are hemispheres to some and latitude bands to others; what fits is taken, and refused if
/// both do and differ.
CoordinateOutcome by_letter(const Metres& metres) {
    const bool north_band = metres.letter >= 'N';
    std::vector<LonLat> fitting;
    if (const auto place = metres.position(north_band);
        place && in_band(place->lat, metres.letter)) {
        fitting.push_back(*place);
    }
    if (metres.letter == 'N' || metres.letter == 'S') {
        const auto place = metres.position(metres.letter == 'N');
        if (place && std::ranges::find(fitting, *place) == fitting.end()) {
            fitting.push_back(*place);
        }
    }
    if (fitting.size() == 2) {
        return refusal(fmt::format("{}{} may be a latitude band or a hemisphere, and both fit",
                                   metres.zone, metres.letter));
    }
    if (fitting.empty()) {
        return refusal(fmt::format("easting {} and northing {} are not in {}{}",
                                   metres.easting.text(), metres.northing.text(), metres.zone,
                                   metres.letter));
    }
    return located(metres, fitting[0]);
}

std::string without_spaces(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c != ' ') {
            result += upper(c);
        }
    }
    return result;
}

/// "43TDF8038961471": a zone of 0 to 2 digits, three letters, and nothing but digits after them.
/// Without a zone it is a pole's square.
bool looks_like_mgrs(std::string_view code) {
    const auto letters =
        static_cast<std::size_t>(std::ranges::find_if_not(code, is_digit) - code.begin());
    if (letters > 2 || code.size() < letters + 3) {
        return false;
    }
    const std::string_view rest = code.substr(letters);
    const bool polar = std::string_view{"ABYZ"}.find(rest[0]) != std::string_view::npos;
    return std::ranges::all_of(rest.substr(0, 3), is_letter) &&
           std::ranges::all_of(rest.substr(3), is_digit) &&
           (letters > 0 || (polar && rest.size() > 6));
}

}  // namespace

Attempt read_utm(std::string_view text) {
    Metres metres;
    if (!take_zone(text, metres)) {
        return std::nullopt;
    }
    const auto easting = take_metres(text, "E");
    const auto northing = easting ? take_metres(text, "N") : std::nullopt;
    if (!northing || !trimmed(text).empty()) {
        return std::nullopt;
    }
    metres.easting = *easting;
    metres.northing = *northing;
    if (metres.zone > 60) {
        return refusal(fmt::format("UTM zone {} is outside 1..60", metres.zone));
    }
    if (metres.zone == 0) {
        const auto place = metres.position(metres.letter >= 'Y');
        return place ? located(metres, *place) : refusal("it is outside the UPS grid");
    }
    if (bands.find(metres.letter) == std::string_view::npos) {
        return refusal(fmt::format("{} is not the letter of a UTM band", metres.letter));
    }
    return by_letter(metres);
}

Attempt read_mgrs(std::string_view text) {
    const std::string code = without_spaces(text);
    const bool small = std::ranges::none_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!looks_like_mgrs(code) || (small && code.size() <= 12)) {  // Small and short: a geohash.
        return std::nullopt;
    }
    try {
        Metres metres;
        bool north = false;
        double easting = 0;
        double northing = 0;
        int precision = 0;
        GeographicLib::MGRS::Reverse(code, metres.zone, north, easting, northing, precision);
        LonLat place;
        GeographicLib::UTMUPS::Reverse(metres.zone, north, easting, northing, place.lat, place.lon);
        const double unit = std::pow(10.0, 5 - precision) / metres_per_degree;
        const double narrowing = std::max(1e-6, std::cos(place.lat * std::numbers::pi / 180));
        return finish(computed(place.lat, unit), computed(place.lon, unit / narrowing), "mgrs");
    } catch (const GeographicLib::GeographicErr& error) {
        return refusal(std::string{"MGRS: "} + error.what());
    }
}

}  // namespace tamga::geo
