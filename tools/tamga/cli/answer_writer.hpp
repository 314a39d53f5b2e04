// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/answer.hpp"

#include <iosfwd>
#include <string>

namespace tamga::cli {

/// How an answer is written.
enum class AnswerFormat { table, csv, geojson, json };

/// "table", "csv", "geojson"; throws std::out_of_range for anything else.
AnswerFormat answer_format(const std::string& name);

/// Writes an answer: columns in line with their heads for people; CSV (RFC 4180); a GeoJSON
/// FeatureCollection; or a JSON array of objects. Weights keep all their digits in each.
void write_answer(const store::Answer& answer, AnswerFormat format, std::ostream& out);

}  // namespace tamga::cli
