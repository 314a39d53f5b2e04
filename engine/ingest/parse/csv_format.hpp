// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::ingest {

/// How a delimited text is written, as its first lines tell.
struct CsvFormat {
    char delimiter = ',';
    std::vector<std::string> columns;
    std::optional<std::size_t> longitude;  ///< Column lon, lng, long, longitude or x.
    std::optional<std::size_t> latitude;   ///< Column lat, latitude or y.
    std::optional<std::size_t> geometry;   ///< Column wkt, geometry, geom or the_geom.
    std::size_t header_size = 0;           ///< Bytes of the header row.
    bool regular = false;                  ///< Several columns, and as many in the next row.

    bool has_positions() const noexcept { return (longitude && latitude) || geometry; }
    /// 3,5 is a number: not where the comma separates cells.
    bool decimal_comma() const noexcept { return delimiter == ';'; }
};

/// Nothing if `text` is empty, is not text, or begins inside a cell that never ends.
std::optional<CsvFormat> csv_format(std::string_view text);

}  // namespace tamga::ingest
