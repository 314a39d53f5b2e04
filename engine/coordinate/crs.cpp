// SPDX-License-Identifier: MIT
//
// Two numbers in a coordinate reference system that is named beside them: "EPSG:3857 8322924
// 5042535", and the same with a URN or an address for the name, before or behind.
#include "engine/geo/crs.hpp"
#include "engine/base/error.hpp"
#include "engine/base/text.hpp"
#include "engine/coordinate/notation.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

namespace tamga::coordinate {
namespace {

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// The way from a CRS. Texts of one source name the same one again and again, and PROJ takes
/// milliseconds to find it; a thread keeps the last.
const geo::ToLonLat& way_from(const std::string& crs) {
    thread_local std::string last;
    thread_local std::unique_ptr<geo::ToLonLat> way;
    if (!way || last != crs) {
        way = std::make_unique<geo::ToLonLat>(crs);
        last = crs;
    }
    return *way;
}

/// A code, and what the text says besides it.
struct Named {
    std::string crs;
    std::string rest;
};

/// "epsg:3857", "EPSG 3857", "urn:ogc:def:crs:EPSG:9.9:3857", "<http://.../crs/EPSG/0/3857>".
std::optional<Named> take_code(const std::string& lower) {
    const auto name = lower.find("epsg");
    if (name == std::string::npos) {
        return std::nullopt;
    }
    constexpr std::string_view marks = ":/# ";
    auto at = lower.find_first_not_of(marks, name + 4);
    const auto code_at = [&](std::size_t from) {
        auto end = from;
        while (end < lower.size() && base::is_digit(lower[end])) {
            ++end;
        }
        return end;
    };
    if (at == std::string::npos || at == name + 4 || !base::is_digit(lower[at])) {
        return std::nullopt;
    }
    auto end = lower.find_first_not_of("0123456789.", at);
    const bool version = end != std::string::npos && (lower[end] == ':' || lower[end] == '/') &&
                         end + 1 < lower.size() && base::is_digit(lower[end + 1]) && end - at < 4;
    at = version ? end + 1 : at;
    end = code_at(at);
    auto start = name;
    const auto scheme = std::min(lower.rfind("urn:", name), lower.rfind("http", name));
    if (scheme != std::string::npos && lower.find(' ', scheme) > name) {
        start = scheme;
    }
    return Named{"EPSG:" + lower.substr(at, end - at),
                 lower.substr(0, start) + ' ' + lower.substr(end)};
}

/// Words and signs that say no more than that these are coordinates.
bool says_nothing(const std::string& word) {
    static const std::string known =
        " point crs srs srid code x y e n m me mn east north easting northing lat lon ";
    return known.find(" " + word + " ") != std::string::npos;
}

/// The two numbers of a text that holds nothing else.
std::optional<std::vector<Decimal>> only_numbers(std::string_view text) {
    std::vector<Decimal> numbers;
    while (!text.empty()) {
        if (is_letter(text[0])) {
            const auto size =
                static_cast<std::size_t>(std::ranges::find_if_not(text, is_letter) - text.begin());
            if (!says_nothing(std::string{text.substr(0, size)})) {
                return std::nullopt;
            }
            text.remove_prefix(size);
        } else if (const auto number = take_decimal(text)) {
            numbers.push_back(*number);
        } else if (std::string_view{" ,;:=()[]<>\t"}.find(text[0]) != std::string_view::npos) {
            text.remove_prefix(1);
        } else {
            return std::nullopt;
        }
    }
    return numbers.size() == 2 || numbers.size() == 3 ? std::optional{numbers} : std::nullopt;
}

geo::LonLat transformed(const geo::ToLonLat& way, const Decimal& x, const Decimal& y) {
    geo::LonLat place{.lon = x.value(), .lat = y.value()};
    way.transform({&place, 1});
    return place;
}

/// Gauss-Krueger's northing comes first by the book, and second with most people: whichever order
/// is where the CRS is used.
bool is_northing_first(const geo::ToLonLat& way, const Decimal& first, const Decimal& second) {
    const auto fits = [&](const Decimal& x, const Decimal& y) {
        const geo::LonLat place = transformed(way, x, y);
        return std::isfinite(place.lon) && way.is_used_at(place);
    };
    return !way.in_degrees() && !fits(first, second) && fits(second, first);
}

}  // namespace

Outcome in_crs(const std::string& crs, const Decimal& first, const Decimal& second, AxisOrder order,
               std::string notation) {
    try {
        const geo::ToLonLat& way = way_from(crs);
        const bool swapped = order == AxisOrder::of_crs &&
                             (way.in_degrees() || is_northing_first(way, first, second));
        const Decimal& x = swapped ? second : first;
        const Decimal& y = swapped ? first : second;
        if (way.identity()) {
            return finish(written(y), written(x), std::move(notation));
        }
        const geo::LonLat place = transformed(way, x, y);
        if (!std::isfinite(place.lon)) {
            return Refusal{x.text() + ", " + y.text() + " is no place in " + crs};
        }
        constexpr double metres_per_degree = 111'195;
        const double unit =
            std::max(x.unit(), y.unit()) / (way.in_degrees() ? 1 : metres_per_degree);
        return finish(computed(place.lat, unit), computed(place.lon, unit), std::move(notation));
    } catch (const Error& error) {  // An unknown code; the text is to blame, not the caller.
        return Refusal{error.what()};
    }
}

Attempt read_crs(std::string_view text) {
    const auto named = take_code(base::ascii_lower(text));
    if (!named) {
        return std::nullopt;
    }
    const auto numbers = only_numbers(named->rest);
    if (!numbers) {
        return std::nullopt;
    }
    // "EPSG:4326 lat lon" is the order of the code; in EWKT x comes first whatever the code says.
    const bool ewkt = named->rest.find("srid") != std::string::npos;
    return in_crs(named->crs, (*numbers)[0], (*numbers)[1],
                  ewkt ? AxisOrder::x_y : AxisOrder::of_crs, "epsg");
}

}  // namespace tamga::coordinate
