// SPDX-License-Identifier: MIT
#pragma once

#include "engine/photo/geotag.hpp"

#include <iosfwd>
#include <string>
#include <vector>

namespace tamga::cli {

/// GeoJSON, CSV (RFC 4180), or an object a line.
enum class PhotoFormat { geojson, csv, lines };

/// "geojson", "csv", "jsonl"; throws std::out_of_range for anything else.
PhotoFormat photo_format(const std::string& name);

/// Writes where photos are, one a feature, row or line. A photo without a position has none
/// there: a null geometry, empty cells.
void write_photos(const std::vector<photo::Result>& results, PhotoFormat format, std::ostream& out);

}  // namespace tamga::cli
