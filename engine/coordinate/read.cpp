// SPDX-License-Identifier: MIT
#include "engine/coordinate/read.hpp"

#include "engine/base/error.hpp"
#include "engine/coordinate/notation.hpp"

#include <fmt/format.h>

namespace tamga::coordinate {
namespace {

/// A longer text, in bytes, is refused unread.
constexpr std::size_t longest_coordinate = 65'536;

// The particular before the general: the last of all tries anything with two numbers in it.
constexpr Attempt (*notations[])(std::string_view) = {
    read_crs,        read_url,      read_geo_uri, read_wkt,     read_geojson, read_kml,
    read_attributes, read_template, read_exif,    read_nmea,    read_wkb,     read_h3,
    read_plus_code,  read_mgrs,     read_geohash, read_iso6709, read_utm,
};

Outcome read_normal(const std::string& normal, const PlaceLookup& places) {
    if (normal.empty()) {
        return Refusal{"there is nothing to read"};
    }
    if (Attempt attempt = read_short_code(normal, places)) {
        return *std::move(attempt);
    }
    for (const auto& notation : notations) {
        if (Attempt attempt = notation(normal)) {
            return *std::move(attempt);
        }
    }
    return read_angles(normal);
}

}  // namespace

Outcome read(std::string_view text, const PlaceLookup& places) {
    if (text.size() > longest_coordinate) {
        return Refusal{fmt::format("the text is longer than {} bytes, and no position is",
                                   longest_coordinate)};
    }
    std::string normal = normalized_text(text);
    // An address has its own way with "%"; a part of one is decoded here.
    if (normal.find('%') != std::string::npos && normal.find("://") == std::string::npos) {
        normal = normalized_text(percent_decoded(normal));
    }
    Outcome outcome = read_normal(normal, places);
    auto* const reading = std::get_if<Reading>(&outcome);
    if (reading != nullptr && places.centre_of) {
        const std::string country = places.centre_of(reading->position);
        if (!country.empty()) {
            reading->warnings.push_back("this is the centre point of " + country +
                                        ", which often stands for a place unknown in it");
        }
    }
    return outcome;
}

Reading parse(std::string_view text) {
    Outcome outcome = read(text);
    if (const auto* refusal = std::get_if<Refusal>(&outcome)) {
        throw Error{Fault::input, refusal->reason};
    }
    return std::get<Reading>(std::move(outcome));
}

}  // namespace tamga::coordinate
