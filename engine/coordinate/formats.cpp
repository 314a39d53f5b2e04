// SPDX-License-Identifier: MIT
//
// Positions in the notations of file formats and standards: WKT, GeoJSON, KML, ISO 6709, and the
// rationals of Exif.
#include "engine/base/text.hpp"
#include "engine/coordinate/angle.hpp"
#include "engine/coordinate/notation.hpp"

#include <array>
#include <charconv>

namespace tamga::coordinate {
namespace {

Refusal refusal(std::string reason) { return {std::move(reason)}; }

bool take_word(std::string_view& text, std::string_view word) {
    if (base::ascii_lower(text.substr(0, word.size())) != word) {
        return false;
    }
    text.remove_prefix(word.size());
    return true;
}

/// Numbers with spaces between them, up to `most`.
std::vector<Decimal> take_spaced(std::string_view& text, std::size_t most) {
    std::vector<Decimal> numbers;
    for (text = base::trimmed(text); numbers.size() < most; text = base::trimmed(text)) {
        const auto number = take_decimal(text);
        if (!number) {
            break;
        }
        numbers.push_back(*number);
    }
    return numbers;
}

/// One sexagesimal number of ISO 6709: `wide` digits of degrees, then perhaps minutes and seconds.
std::optional<Angle> iso_angle(std::string_view& text, std::size_t wide) {
    const auto number = take_decimal(text);
    if (!number || number->sign == 0) {
        return std::nullopt;
    }
    const Axis axis = wide == 2 ? Axis::lat : Axis::lon;
    const Angle angle{{*number}, false, {}, axis};
    const std::size_t width = number->whole.size();
    if (width == wide) {
        return angle;
    }
    return width == wide + 2 || width == wide + 4 ? std::optional{unpacked(angle, axis)}
                                                  : std::nullopt;
}

/// "28/1": a number of Exif.
std::optional<double> rational(std::string_view word) {
    double top = 0;
    double bottom = 0;
    const char* const end = word.data() + word.size();
    const auto slash = std::from_chars(word.data(), end, top, std::chars_format::fixed);
    if (slash.ec != std::errc{} || slash.ptr == end || *slash.ptr != '/') {
        return std::nullopt;
    }
    const auto rest = std::from_chars(slash.ptr + 1, end, bottom, std::chars_format::fixed);
    if (rest.ec != std::errc{} || rest.ptr != end || bottom == 0) {
        return std::nullopt;
    }
    return top / bottom;
}

/// "43/1 28/1 28140/1000 N" at the start of `text`.
std::optional<Component> take_exif(std::string_view& text, std::string_view positive,
                                   std::string_view negative) {
    long double seconds = 0;
    for (int part = 0; part < 3; ++part) {
        text = base::trimmed(text);
        const auto number = rational(text.substr(0, text.find_first_of(" ,")));
        if (!number || (part > 0 && *number >= 60) || *number < 0) {
            return std::nullopt;
        }
        seconds = seconds * 60 + static_cast<long double>(*number);
        text.remove_prefix(std::min(text.find_first_of(" ,"), text.size()));
    }
    text = base::trimmed(text);
    const bool minus = take_word(text, negative);
    if (!minus && !take_word(text, positive)) {
        return std::nullopt;
    }
    const auto degrees = static_cast<double>(seconds / 3600);
    return computed(minus ? -degrees : degrees, 1 / (3600.0 * 100));
}

std::string read_srid(std::string_view& text) {
    if (!take_word(text, "srid=")) {
        return {};
    }
    const auto end = std::min(text.find(';'), text.size());
    std::string srid{base::trimmed(text.substr(0, end))};
    text = base::trimmed(text.substr(std::min(end + 1, text.size())));
    return srid;
}

/// The axes named between POINT and its bracket: how many numbers there are.
std::optional<std::size_t> take_dimensions(std::string_view& text) {
    text = base::trimmed(text);
    const std::size_t count = take_word(text, "zm")                          ? 4
                              : take_word(text, "z") || take_word(text, "m") ? 3
                                                                             : 2;
    text = base::trimmed(text);
    return text.starts_with('(') || base::ascii_lower(text) == "empty" ? std::optional{count}
                                                                       : std::nullopt;
}

}  // namespace

Attempt read_wkt(std::string_view text) {
    const std::string srid = read_srid(text);
    static constexpr std::array others{"linestring", "polygon", "multi", "geometrycollection"};
    for (const std::string_view other : others) {
        if (base::ascii_lower(text).starts_with(other) &&
            text.find('(') != std::string_view::npos) {
            return refusal("WKT that is not a POINT");
        }
    }
    if (!take_word(text, "point")) {
        return std::nullopt;
    }
    const auto dimensions = take_dimensions(text);
    if (!dimensions) {
        return std::nullopt;
    }
    if (!text.starts_with('(')) {
        return refusal("POINT EMPTY has no coordinates");
    }
    text.remove_prefix(1);
    const auto numbers = take_spaced(text, 4);
    const bool enough = *dimensions == 2 ? numbers.size() >= 2 : numbers.size() == *dimensions;
    if (!enough || text != ")") {
        return refusal("a WKT POINT is POINT(LON LAT)");
    }
    if (!srid.empty() && srid != "4326") {
        return in_crs("EPSG:" + srid, numbers[0], numbers[1], AxisOrder::x_y, "wkt");
    }
    return finish(written(numbers[1]), written(numbers[0]), "wkt");
}

Attempt read_geojson(std::string_view text) {
    const auto at = text.find("\"coordinates\"");
    if (!text.starts_with('{') || at == std::string_view::npos) {
        return std::nullopt;
    }
    if (text.find("\"Point\"") == std::string_view::npos ||
        text.find("\"coordinates\"", at + 1) != std::string_view::npos) {
        return refusal("GeoJSON that is not one Point");
    }
    text = base::trimmed(text.substr(at + std::string_view{"\"coordinates\""}.size()));
    if (text.starts_with(':')) {
        text = base::trimmed(text.substr(1));
    }
    if (text.starts_with('[')) {
        text.remove_prefix(1);
        if (const auto numbers = take_decimals(text, 2)) {
            text = base::trimmed(text);
            if (text.starts_with(']') || text.starts_with(',')) {
                return finish(written((*numbers)[1]), written((*numbers)[0]), "geojson");
            }
        }
    }
    return refusal("the coordinates of a GeoJSON Point are [LON, LAT]");
}

Attempt read_kml(std::string_view text) {
    const auto at = text.find("<coordinates>");
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    text = text.substr(at + std::string_view{"<coordinates>"}.size());
    text = base::trimmed(text.substr(0, text.find('<')));
    const auto numbers = take_decimals(text, 2);
    if (numbers && text.starts_with(',')) {
        text.remove_prefix(1);
        take_decimal(text);
    }
    if (!numbers || !base::trimmed(text).empty()) {
        return refusal("the coordinates of a KML point are LON,LAT or LON,LAT,ALTITUDE");
    }
    return finish(written((*numbers)[1]), written((*numbers)[0]), "kml");
}

Attempt read_attributes(std::string_view text) {
    const auto value = [&](std::string_view name) -> std::optional<Decimal> {
        const auto at = text.find(name);
        if (at == std::string_view::npos) {
            return std::nullopt;
        }
        std::string_view rest = text.substr(at + name.size());
        const auto number = take_decimal(rest);
        return rest.starts_with('"') || rest.starts_with('\'') ? number : std::nullopt;
    };
    for (const char quote : {'"', '\''}) {
        const auto lat = value(std::string{" lat="} + quote);
        const auto lon = value(std::string{" lon="} + quote);
        if (lat && lon && text.starts_with('<')) {
            return finish(written(*lat), written(*lon), "xml");
        }
    }
    return std::nullopt;
}

Attempt read_iso6709(std::string_view text) {
    const bool solidus = text.ends_with('/');
    const auto lat = iso_angle(text, 2);
    const auto lon = lat ? iso_angle(text, 3) : std::nullopt;
    if (!lon) {
        return std::nullopt;
    }
    if (text.starts_with('+') || text.starts_with('-')) {
        take_decimal(text);  // The height, or depth.
    }
    std::string crs;
    if (take_word(text, "crs")) {
        crs = base::ascii_lower(text.substr(0, text.find('/')));
        text.remove_prefix(crs.size());
    }
    if (text != (solidus ? "/" : "")) {
        return std::nullopt;
    }
    if (!crs.empty() && crs != "wgs_84" && crs != "wgs84") {
        return refusal("the CRS " + crs + " is not WGS_84");
    }
    Outcome outcome = pair(*lat, *lon);
    if (auto* reading = std::get_if<Reading>(&outcome)) {
        reading->notation = "iso6709";
    }
    return outcome;
}

Attempt read_exif(std::string_view text) {
    const auto lat = take_exif(text, "n", "s");
    text = base::trimmed(text);
    if (text.starts_with(',')) {
        text.remove_prefix(1);
    }
    const auto lon = lat ? take_exif(text, "e", "w") : std::nullopt;
    return lon && base::trimmed(text).empty() ? Attempt{finish(*lat, *lon, "exif")} : std::nullopt;
}

Attempt read_template(std::string_view text) {
    if (!base::ascii_lower(text).starts_with("{{coord|")) {
        return std::nullopt;
    }
    std::string numbers;
    std::string_view rest = text.substr(0, text.find('}'));
    rest.remove_prefix(rest.find('|'));
    while (rest.starts_with('|')) {
        rest.remove_prefix(1);
        const std::string_view part = base::trimmed(rest.substr(0, rest.find('|')));
        const bool side = part.size() == 1 && part.find_first_of("NSEW") == 0;
        if (!side && (part.empty() || part.find_first_not_of("+-.0123456789") < part.size())) {
            break;
        }
        numbers += numbers.empty() || side ? "" : " ";
        numbers += part;
        rest.remove_prefix(std::min(rest.find('|'), rest.size()));
    }
    Outcome outcome = read_angles(numbers);
    return outcome;
}

}  // namespace tamga::coordinate
