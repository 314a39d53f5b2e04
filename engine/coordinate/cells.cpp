// SPDX-License-Identifier: MIT
//
// Names of cells: plus codes (Open Location Code) and geohashes. The position is a cell's middle.
#include "engine/base/text.hpp"
#include "engine/coordinate/notation.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace tamga::coordinate {
namespace {

Refusal refusal(std::string reason) { return {std::move(reason)}; }

/// Open Location Code specification: 20 letters that spell no words.
constexpr std::string_view plus_letters = "23456789CFGHJMPQRVWX";
/// base32 of geohash: without a, i, l, o.
constexpr std::string_view geohash_letters = "0123456789bcdefghjkmnpqrstuvwxyz";

std::size_t index_of(std::string_view letters, char c) { return letters.find(c); }

/// A cell by its middle and size, all in degrees.
struct Cell {
    double lat = 0;
    double lon = 0;
    double height = 180;
    double width = 360;
};

Outcome middle(const Cell& cell, std::string notation) {
    return finish(computed(cell.lat, cell.height), computed(cell.lon, cell.width),
                  std::move(notation));
}

std::string upper(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return result;
}

/// The cell of up to 15 digits: five pairs of latitude and longitude in base 20, then cells of a
/// grid of 4 columns and 5 rows. More digits say nothing, by the specification. In whole steps, so
/// that only the result is rounded. Requires that all are in plus_letters.
Cell plus_cell(std::string_view digits) {
    digits = digits.substr(0, 15);
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    double rows_in_400 = 1;
    double columns_in_400 = 1;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const auto value = static_cast<std::int64_t>(index_of(plus_letters, digits[i]));
        const bool grid = i >= 10;
        if (grid || i % 2 == 0) {
            rows = grid ? rows * 5 + value / 4 : rows * 20 + value;
            rows_in_400 *= grid ? 5 : 20;
        }
        if (grid || i % 2 == 1) {
            columns = grid ? columns * 4 + value % 4 : columns * 20 + value;
            columns_in_400 *= grid ? 4 : 20;
        }
    }
    const auto middle_of = [](std::int64_t step, double steps_in_400, double origin) {
        const double per_degree = steps_in_400 / 400;
        return (2 * origin * per_degree + static_cast<double>(2 * step + 1)) / (2 * per_degree);
    };
    return {.lat = middle_of(rows, rows_in_400, -90),
            .lon = middle_of(columns, columns_in_400, -180),
            .height = 400 / rows_in_400,
            .width = 400 / columns_in_400};
}

/// Eight letters with a plus after them, or four or six and zeros in the others' place.
bool is_full_code(const std::string& code) {
    if (code.size() < 9 || code[8] != '+') {
        return false;
    }
    const auto zero = code.find('0');
    if (zero == std::string::npos) {
        return code.size() != 10;  // One letter after the plus makes no pair.
    }
    return zero >= 2 && zero % 2 == 0 && zero < 8 && code.size() == 9 &&
           code.find_first_not_of('0', zero) == 8;
}

/// Halves of the world, of longitude and of latitude in turn; exact in binary.
Cell geohash_cell(std::string_view hash) {
    Cell cell;
    bool lon = true;
    for (const char c : hash) {
        const std::size_t value = index_of(geohash_letters, c);
        for (unsigned bit = 16; bit != 0; bit /= 2, lon = !lon) {
            double& size = lon ? cell.width : cell.height;
            size /= 2;
            (lon ? cell.lon : cell.lat) += (value & bit) != 0 ? size / 2 : -size / 2;
        }
    }
    return cell;
}

/// The start of a plus code: pairs of 20, 1, 0.05 and 0.0025 degrees.
std::string plus_start(geo::LonLat at, std::size_t count) {
    std::string code;
    double lat = std::min(at.lat, 89.999) + 90;
    double lon = at.lon < 180 ? at.lon + 180 : 0;
    double size = 20;
    for (; code.size() < count; size /= 20) {
        const double row = std::floor(lat / size);
        const double column = std::floor(lon / size);
        code += plus_letters[static_cast<std::size_t>(row)];
        code += plus_letters[static_cast<std::size_t>(column)];
        lat -= row * size;
        lon -= column * size;
    }
    return code;
}

/// A place in text beside a short code: a position itself, or a name.
std::optional<geo::LonLat> reference(std::string_view text, const PlaceLookup& places) {
    const Outcome outcome = read_angles(text);
    if (const auto* reading = std::get_if<Reading>(&outcome)) {
        return reading->position;
    }
    return places.position ? places.position(text) : std::nullopt;
}

/// "6Q38+QC" nearest to a place: the specification's recoverNearest.
Cell nearest_cell(const std::string& digits, std::size_t missing, geo::LonLat place) {
    Cell cell = plus_cell(plus_start(place, missing) + digits);
    const double period = std::pow(20.0, 2 - static_cast<double>(missing) / 2);
    const auto near = [&](double middle, double wanted, double limit) {
        if (wanted + period / 2 < middle && middle - period >= -limit) {
            return middle - period;
        }
        if (wanted - period / 2 > middle && middle + period <= limit) {
            return middle + period;
        }
        return middle;
    };
    cell.lat = near(cell.lat, place.lat, 90);
    cell.lon = near(cell.lon, place.lon, 180);
    return cell;
}

/// The short plus code in a text and what stands beside it.
struct ShortCode {
    std::string digits;
    std::size_t missing = 0;  ///< How many digits are left out at its start.
    std::string place;
};

std::optional<ShortCode> find_short_code(std::string_view text) {
    const auto plus = text.find('+');
    if (plus == std::string_view::npos || plus < 2) {
        return std::nullopt;
    }
    const auto space = text.find_last_of(" ,", plus);
    const auto start = space == std::string_view::npos ? 0 : space + 1;
    const auto end = std::min(text.find_first_of(" ,", plus), text.size());
    const std::string before = upper(text.substr(start, plus - start));
    const std::string after = upper(text.substr(plus + 1, end - plus - 1));
    const bool letters = (before + after).find_first_not_of(plus_letters) == std::string::npos;
    // One letter at least, so that "41+74" is no code.
    const bool letter = (before + after).find_first_of("CFGHJMPQRVWX") != std::string::npos;
    if (!letters || !letter || after.size() < 2 || before.size() > 6 || before.size() % 2 != 0 ||
        before.empty()) {
        return std::nullopt;
    }
    std::string place{text.substr(0, start)};
    place += ' ';
    place += text.substr(end);
    const auto first = std::min(place.find_first_not_of(" ,;"), place.size());
    place = place.substr(first, place.find_last_not_of(" ,;") + 1 - first);
    return ShortCode{before + after, 8 - before.size(), std::move(place)};
}

}  // namespace

Attempt read_short_code(std::string_view text, const PlaceLookup& places) {
    const auto code = find_short_code(text);
    if (!code) {
        return std::nullopt;
    }
    if (code->place.empty()) {
        return refusal("a short plus code counts from a place; give the place, or the full code");
    }
    const auto place = reference(code->place, places);
    if (!place) {
        return refusal("a short plus code counts from a place, and " + code->place +
                       " is not known" + (places.position ? "" : " without a gazetteer"));
    }
    return middle(nearest_cell(code->digits, code->missing, *place), "plus-code");
}

Attempt read_plus_code(std::string_view text) {
    for (const std::string_view label : {"plus code:", "pluscode:", "plus code ", "pluscode "}) {
        if (base::ascii_lower(text).starts_with(label)) {
            return read_plus_code(base::trimmed(text.substr(label.size())));
        }
    }
    const std::string code = upper(text.substr(0, text.find_first_of(" ,\t")));
    const std::string_view place = base::trimmed(text.substr(code.size()));
    const auto plus = code.find('+');
    const auto letters = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
    if (plus == std::string::npos || plus < 2 || plus > 8 || plus % 2 != 0 ||
        !std::ranges::all_of(code.substr(0, plus) + code.substr(plus + 1), letters)) {
        return std::nullopt;
    }
    std::string digits = code;
    std::erase(digits, '+');
    if (plus < 8) {
        return std::nullopt;
    }
    digits.resize(std::min(digits.find('0'), digits.size()));
    if (!is_full_code(code) || digits.find_first_not_of(plus_letters) != std::string::npos ||
        place.find_first_of("0123456789") != std::string_view::npos) {
        return refusal("a plus code is 8 of 23456789CFGHJMPQRVWX, a plus, and 2 or more of them");
    }
    if (index_of(plus_letters, digits[0]) > 8 || index_of(plus_letters, digits[1]) > 17) {
        return refusal("the plus code is north of the pole or east of the antimeridian");
    }
    return middle(plus_cell(digits), "plus-code");
}

Attempt read_geohash(std::string_view text) {
    const std::string lower = base::ascii_lower(text);
    constexpr std::string_view scheme = "geohash";
    const bool labelled =
        lower.starts_with(scheme) && lower.size() > scheme.size() &&
        std::string_view{":= "}.find(lower[scheme.size()]) != std::string_view::npos;
    const std::string hash{
        base::trimmed(std::string_view{lower}.substr(labelled ? scheme.size() + 1 : 0))};
    const bool valid = !hash.empty() && hash.size() <= 12 &&
                       hash.find_first_not_of(geohash_letters) == std::string::npos;
    if (labelled && !valid) {
        return refusal("a geohash is 1 to 12 of 0123456789bcdefghjkmnpqrstuvwxyz");
    }
    const bool digit = hash.find_first_of("0123456789") != std::string::npos;
    const bool letter = hash.find_first_not_of("0123456789") != std::string::npos;
    // "n41e074" is a geohash only by accident: letters of hemispheres between numbers are left to
    // the reader of angles.
    const bool hemispheres = hash.find_first_not_of("0123456789nsew") == std::string::npos;
    if (!labelled && !(valid && hash.size() >= 6 && digit && letter && !hemispheres)) {
        return std::nullopt;
    }
    return middle(geohash_cell(hash), "geohash");
}

}  // namespace tamga::coordinate
