// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tamga::cli {

/// How an answer is written: columns in line with their heads for people; CSV (RFC 4180); a GeoJSON
/// FeatureCollection, or its features, one a line; JSON objects, one a line or in an array; a
/// GeoPackage; a FlatGeobuf. Weights keep all their digits in each.
enum class AnswerFormat : std::uint8_t {
    table,
    csv,
    geojson,
    geojsonl,
    jsonl,
    json,
    geopackage,
    flatgeobuf
};

/// What --format, -o and --json say.
struct FormatWords {
    std::string format;
    std::string output;  ///< "-" or empty: standard output.
    bool json = false;
};

/// The names that --format takes.
std::vector<std::string> answer_formats();
/// "CSV (.csv), GeoJSON (.geojson, .json) ..."
std::string answer_endings();

/// The format that words agree on. Throws Error{Fault::usage} where they contradict each other,
/// where a file's ending is none of a format, and where a format needs a file and there is none.
AnswerFormat answer_format(const FormatWords& words);

bool has_geometry(AnswerFormat format);
/// Written by GDAL, into a file.
bool is_layer(AnswerFormat format);

}  // namespace tamga::cli
