// SPDX-License-Identifier: MIT
#include "engine/geo/coordinate_text.hpp"

#include "engine/base/error.hpp"
#include "engine/geo/coordinate_notation.hpp"

namespace tamga::geo {
namespace {

// The particular before the general: the last of all tries anything with two numbers in it.
constexpr Attempt (*notations[])(std::string_view) = {
    read_url,       read_geo_uri, read_wkt,     read_geojson, read_kml, read_exif,
    read_plus_code, read_mgrs,    read_geohash, read_iso6709, read_utm,
};

}  // namespace

CoordinateOutcome read_coordinate(std::string_view text) {
    const std::string normal = normalized_text(text);
    if (normal.empty()) {
        return CoordinateRefusal{"there is nothing to read"};
    }
    for (const auto& notation : notations) {
        if (Attempt attempt = notation(normal)) {
            return *std::move(attempt);
        }
    }
    return read_angles(normal);
}

CoordinateReading parse_coordinate(std::string_view text) {
    CoordinateOutcome outcome = read_coordinate(text);
    if (const auto* refusal = std::get_if<CoordinateRefusal>(&outcome)) {
        throw Error{Fault::input, refusal->reason};
    }
    return std::get<CoordinateReading>(std::move(outcome));
}

}  // namespace tamga::geo
