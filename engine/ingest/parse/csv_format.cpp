// SPDX-License-Identifier: MIT
#include "engine/ingest/parse/csv_format.hpp"

#include "engine/base/error.hpp"
#include "engine/base/text.hpp"
#include "engine/ingest/parse/csv_rows.hpp"
#include "engine/ingest/parse/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <initializer_list>
#include <iterator>
#include <unordered_set>

namespace tamga::ingest {
namespace {

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\r' && c != '\n';
}

/// That there is no control character in the first line, and few behind it: a cell that has one is
/// a bad record, and no reason to take the file for another format.
bool is_text(std::string_view text) {
    constexpr std::size_t looked_at = 4096;
    constexpr std::size_t one_in = 50;
    const std::string_view start = text.substr(0, looked_at);
    const std::string_view line = start.substr(0, start.find('\n'));
    return std::ranges::none_of(line, is_control) &&
           static_cast<std::size_t>(std::ranges::count_if(start, is_control)) <=
               8 + start.size() / one_in;
}

struct FirstRows {
    std::vector<std::string> header;
    std::size_t header_size = 0;
    std::size_t cells_in_next = 0;  ///< 0: there is no next row.
};

FirstRows first_rows(std::string_view text, char delimiter) {
    FirstRows rows;
    CsvCells cells{delimiter};
    rows.header_size = end_of_row(text, 0, delimiter);
    if (rows.header_size == std::string_view::npos) {
        return {};
    }
    try {
        const auto& header = cells.split(text.substr(0, rows.header_size));
        rows.header.assign(header.begin(), header.end());
        const std::size_t next_end = rows.header_size < text.size()
                                         ? end_of_row(text, rows.header_size, delimiter)
                                         : std::string_view::npos;
        if (next_end != std::string_view::npos) {
            const auto row = text.substr(rows.header_size, next_end - rows.header_size);
            rows.cells_in_next = cells.split(row).size();
        }
    } catch (const Error&) {
        // With this delimiter the rows make no sense; the reader finds out if no other fits better.
    }
    return rows;
}

std::string lower_trimmed(std::string_view name) {
    return base::ascii_lower(base::trimmed(name, " "));
}

/// The column that has the first of `names` that any column has. `columns` are in lower case.
std::optional<std::size_t> column(const std::vector<std::string>& columns,
                                  std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
        const auto found = std::ranges::find(columns, name);
        if (found != columns.end()) {
            return static_cast<std::size_t>(found - columns.begin());
        }
    }
    return std::nullopt;
}

/// Gives columns without a name one, and the second of equal names another.
void make_distinct(std::vector<std::string>& columns) {
    std::unordered_set<std::string> before;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].empty()) {
            columns[i] = fmt::format("column_{}", i + 1);
        }
        if (before.contains(columns[i])) {
            columns[i] += fmt::format("_{}", i + 1);
        }
        before.insert(columns[i]);
    }
}

}  // namespace

std::optional<CsvFormat> csv_format(std::string_view text) {
    if (text.empty() || !is_text(text)) {
        return std::nullopt;
    }
    CsvFormat format;
    FirstRows best;
    for (const char delimiter : {',', ';', '\t', '|'}) {
        FirstRows rows = first_rows(text, delimiter);
        const bool regular = rows.header.size() > 1 && rows.header.size() == rows.cells_in_next;
        const bool better =
            regular != format.regular ? regular : rows.header.size() > best.header.size();
        if (better) {
            best = std::move(rows);
            format.delimiter = delimiter;
            format.regular = regular;
        }
    }
    if (best.header.empty()) {
        return std::nullopt;
    }
    format.header_size = best.header_size;
    format.columns = std::move(best.header);
    if (format.columns.size() > most_attributes) {
        return format;  // Refused by whoever reads it, with their number.
    }
    std::vector<std::string> names;
    std::ranges::transform(format.columns, std::back_inserter(names), lower_trimmed);
    format.latitude = column(names, {"latitude", "lat", "y"});
    format.longitude = column(names, {"longitude", "lon", "lng", "long", "x"});
    format.geometry = column(names, {"wkt", "geometry", "geom", "the_geom"});
    make_distinct(format.columns);
    return format;
}

}  // namespace tamga::ingest
