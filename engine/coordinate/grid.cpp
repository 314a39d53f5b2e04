// SPDX-License-Identifier: MIT
//
// Metres on a grid: UTM, UPS and MGRS, by GeographicLib.
#include "engine/base/text.hpp"
#include "engine/coordinate/notation.hpp"

#include <fmt/format.h>
#include <GeographicLib/MGRS.hpp>
#include <GeographicLib/UTMUPS.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace tamga::coordinate {
namespace {

constexpr std::string_view bands = "CDEFGHJKLMNPQRSTUVWX";  // Of 8 degrees, from 80 S on.
constexpr double metres_per_degree = 111'195;

Refusal refusal(std::string reason) { return {std::move(reason)}; }

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
    bool hemisphere = false;  ///< The letter was a word, "north", and is no band.
    Decimal easting;
    Decimal northing;

    /// Nothing if there is no such place in that hemisphere.
    std::optional<geo::LonLat> position(bool north) const {
        geo::LonLat result;
        try {
            GeographicLib::UTMUPS::Reverse(zone, north, easting.value(), northing.value(),
                                           result.lat, result.lon);
        } catch (const GeographicLib::GeographicErr&) {
            return std::nullopt;
        }
        return result;
    }
};

/// Words and numbers of a text about a grid: "UTM zone 43T, 480389 mE, 4561472 mN".
struct GridText {
    std::vector<std::string> words;  ///< In capitals; empty where there is a number.
    std::vector<Decimal> numbers;    ///< Likewise.
};

std::optional<GridText> grid_text(std::string_view text) {
    GridText result;
    while (!text.empty()) {
        if (is_letter(text[0])) {
            const auto size =
                static_cast<std::size_t>(std::ranges::find_if_not(text, is_letter) - text.begin());
            std::string word{text.substr(0, size)};
            std::ranges::transform(word, word.begin(), upper);
            result.words.push_back(std::move(word));
            result.numbers.emplace_back();
            text.remove_prefix(size);
        } else if (const auto number = take_decimal(text)) {
            result.words.emplace_back();
            result.numbers.push_back(*number);
        } else if (std::string_view{" ,;:=()/\t"}.find(text[0]) != std::string_view::npos) {
            text.remove_prefix(1);
        } else {
            return std::nullopt;
        }
    }
    return result;
}

/// Takes "UTM", "WGS 84" and the like out; true if a grid was named.
bool take_names(GridText& text) {
    static constexpr std::array<std::string_view, 12> silent{
        "UTM",     "UPS",      "ZONE",   "WGS",    "GRID", "M",
        "EASTING", "NORTHING", "METRES", "METERS", "X",    "Y"};
    // Alone, an X is a band and a Y a pole.
    const bool x_and_y =
        std::ranges::count(text.words, "X") == 1 && std::ranges::count(text.words, "Y") == 1;
    bool named = false;
    for (std::size_t i = 0; i < text.words.size();) {
        const std::string word = text.words[i];
        const bool axis = word == "X" || word == "Y";
        if (std::ranges::count(silent, word) == 0 || (axis && !x_and_y)) {
            ++i;
            continue;
        }
        named = named || word == "UTM" || word == "UPS";
        const bool year =
            word == "WGS" && i + 1 < text.words.size() && text.numbers[i + 1].whole == "84";
        const bool direction = word == "EASTING" || word == "NORTHING" || axis;
        const auto at = static_cast<std::ptrdiff_t>(i);
        if (direction) {
            text.words[i] = word == "EASTING" || word == "X" ? "E" : "N";
            ++i;
        } else {
            text.words.erase(text.words.begin() + at, text.words.begin() + at + (year ? 2 : 1));
            text.numbers.erase(text.numbers.begin() + at,
                               text.numbers.begin() + at + (year ? 2 : 1));
        }
    }
    return named;
}

bool is_hemisphere(std::string_view word) { return word == "NORTH" || word == "SOUTH"; }

/// The zone and its letter, which stand beside each other, before or after the rest. Letters alone
/// are the poles'.
bool take_zone(GridText& text, bool named, Metres& metres) {
    for (std::size_t i = 0; i < text.words.size(); ++i) {
        const Decimal& number = text.numbers[i];
        const bool zone = text.words[i].empty() && number.whole.size() <= 2 &&
                          number.fraction.empty() && number.sign == 0 &&
                          i + 1 < text.words.size() &&
                          (text.words[i + 1].size() == 1 || is_hemisphere(text.words[i + 1]));
        const bool pole = text.words[i].size() == 1 && (i == 0 || i + 1 == text.words.size()) &&
                          (std::string_view{"ABYZ"}.find(text.words[i]) != std::string_view::npos ||
                           (named && (text.words[i] == "N" || text.words[i] == "S")));
        if (!zone && !pole) {
            continue;
        }
        metres.hemisphere = zone && is_hemisphere(text.words[i + 1]);
        metres.zone = zone ? static_cast<int>(number.value()) : 0;
        metres.letter = text.words[zone ? i + 1 : i][0];
        const auto at = static_cast<std::ptrdiff_t>(i);
        text.words.erase(text.words.begin() + at, text.words.begin() + at + (zone ? 2 : 1));
        text.numbers.erase(text.numbers.begin() + at, text.numbers.begin() + at + (zone ? 2 : 1));
        return true;
    }
    return false;
}

/// Two numbers are left, perhaps with E and N beside them, which say which is which.
bool take_metres(const GridText& text, Metres& metres) {
    std::vector<Decimal> numbers;
    std::string directions;
    for (std::size_t i = 0; i < text.words.size(); ++i) {
        const std::string& word = text.words[i];
        if (word.empty()) {
            numbers.push_back(text.numbers[i]);
        } else if (word == "E" || word == "N" || word == "ME" || word == "MN") {
            directions += word.back();
        } else {
            return false;
        }
    }
    const bool known = directions.empty() || directions == "EN" || directions == "NE";
    if (numbers.size() != 2 || !known) {
        return false;
    }
    const bool swapped = directions == "NE";
    metres.easting = numbers[swapped ? 1 : 0];
    metres.northing = numbers[swapped ? 0 : 1];
    const bool equator = metres.northing.whole == "0";
    return metres.easting.whole.size() >= 5 && (metres.northing.whole.size() >= 5 || equator);
}

Outcome located(const Metres& metres, geo::LonLat position) {
    const double unit = std::max(metres.easting.unit(), metres.northing.unit()) / metres_per_degree;
    const double narrowing = std::max(1e-6, std::cos(position.lat * std::numbers::pi / 180));
    return finish(computed(position.lat, unit), computed(position.lon, unit / narrowing),
                  metres.zone == 0 ? "ups" : "utm");
}

/// N and S are hemispheres to some and latitude bands to others; what fits is taken, and refused if
/// both do and differ.
Outcome by_letter(const Metres& metres) {
    const bool north_band = metres.letter >= 'N';
    std::vector<geo::LonLat> fitting;
    if (const auto place = metres.position(north_band);
        !metres.hemisphere && place && in_band(place->lat, metres.letter)) {
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
        static_cast<std::size_t>(std::ranges::find_if_not(code, base::is_digit) - code.begin());
    if (letters > 2 || code.size() < letters + 3) {
        return false;
    }
    const std::string_view rest = code.substr(letters);
    const bool polar = std::string_view{"ABYZ"}.find(rest[0]) != std::string_view::npos;
    return std::ranges::all_of(rest.substr(0, 3), is_letter) &&
           std::ranges::all_of(rest.substr(3), base::is_digit) &&
           (letters > 0 || (polar && rest.size() > 6));
}

}  // namespace

Attempt read_utm(std::string_view text) {
    auto words = grid_text(text);
    if (!words) {
        return std::nullopt;
    }
    Metres metres;
    const bool named = take_names(*words);
    if (!take_zone(*words, named, metres) || !take_metres(*words, metres)) {
        return std::nullopt;
    }
    if (metres.zone > 60) {
        return refusal(fmt::format("UTM zone {} is outside 1..60", metres.zone));
    }
    if (metres.zone == 0) {
        const bool north = metres.letter >= 'Y' || metres.letter == 'N';
        const bool west = metres.letter == 'A' || metres.letter == 'Y';
        const bool east = metres.letter == 'B' || metres.letter == 'Z';
        constexpr double middle_m = 2'000'000;
        const double easting = metres.easting.value();
        if ((west && easting > middle_m) || (east && easting < middle_m)) {
            return refusal(fmt::format("easting {} is not in the half {} of the pole's grid",
                                       metres.easting.text(), metres.letter));
        }
        const auto place = metres.position(north);
        return place ? located(metres, *place) : refusal("it is outside the UPS grid");
    }
    if (bands.find(metres.letter) == std::string_view::npos) {
        return refusal(fmt::format("{} is not the letter of a UTM band", metres.letter));
    }
    return by_letter(metres);
}

Attempt read_mgrs(std::string_view text) {
    for (const std::string_view name : {"mgrs", "usng"}) {
        if (base::ascii_lower(text).starts_with(name)) {
            text = base::trimmed(text.substr(name.size()));
            text = base::trimmed(text.substr(text.starts_with(':') ? 1 : 0));
        }
    }
    const std::string code = without_spaces(text);
    const bool small = std::ranges::none_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
    // Small and short: a geohash, which has no a and no l.
    const bool hash = small && code.size() <= 12 && code.find_first_of("AL") == std::string::npos;
    if (!looks_like_mgrs(code) || hash) {
        return std::nullopt;
    }
    try {
        Metres metres;
        bool north = false;
        double easting = 0;
        double northing = 0;
        int precision = 0;
        GeographicLib::MGRS::Reverse(code, metres.zone, north, easting, northing, precision);
        geo::LonLat place;
        GeographicLib::UTMUPS::Reverse(metres.zone, north, easting, northing, place.lat, place.lon);
        const double unit = std::pow(10.0, 5 - precision) / metres_per_degree;
        const double narrowing = std::max(1e-6, std::cos(place.lat * std::numbers::pi / 180));
        return finish(computed(place.lat, unit), computed(place.lon, unit / narrowing), "mgrs");
    } catch (const GeographicLib::GeographicErr& error) {
        return refusal(std::string{"MGRS: "} + error.what());
    }
}

}  // namespace tamga::coordinate
