// SPDX-License-Identifier: MIT
//
// CSV and its relatives on a fast path: one thread cuts the text into blocks of whole rows, all
// threads parse blocks.
#include "engine/base/error.hpp"
#include "engine/base/utf8.hpp"
#include "engine/ingest/columns.hpp"
#include "engine/ingest/geometry.hpp"
#include "engine/ingest/parse/cell.hpp"
#include "engine/ingest/parse/csv_rows.hpp"
#include "engine/ingest/parse/limits.hpp"
#include "engine/ingest/parse/scan.hpp"
#include "engine/ingest/pipeline.hpp"
#include "engine/ingest/readers.hpp"
#include "engine/ingest/wkt.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace tamga::ingest {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t block_size = std::size_t{1} << 20;

/// Where the rows of one block go.
struct Rows {
    const CsvFormat& format;
    const geo::ToLonLat* crs;
    bool table;
    CsvCells cells;
    Geometry geometry = {};
    Batch batch = {};

    void row(std::string_view text, std::uint64_t line);

private:
    void read(const std::vector<std::string_view>& row);
    void read_position(std::string_view lon, std::string_view lat);
    double number(std::string_view cell, std::size_t column) const;
    bool is_position(std::size_t column) const;
};

double Rows::number(std::string_view cell, std::size_t column) const {
    const auto number = coordinate(cell, format.decimal_comma());
    if (!number) {
        throw Error{Fault::input,
                    fmt::format("{} '{}' is not a number", format.columns[column], cell)};
    }
    return *number;
}

void Rows::read_position(std::string_view lon, std::string_view lat) {
    if (lon.empty() && lat.empty()) {
        throw Error{Fault::input, fmt::format("no position: {} and {} are empty",
                                              format.columns[*format.latitude],
                                              format.columns[*format.longitude])};
    }
    const double y = number(lat, *format.latitude);
    geometry.position(number(lon, *format.longitude), y);
    geometry.end_points();
}

bool Rows::is_position(std::size_t column) const {
    if (table) {
        return false;
    }
    return format.longitude && format.latitude
               ? column == *format.longitude || column == *format.latitude
               : column == *format.geometry;
}

void Rows::read(const std::vector<std::string_view>& row) {
    if (row.size() != format.columns.size()) {
        throw Error{Fault::input, fmt::format("{} cells, but the header has {}", row.size(),
                                              format.columns.size())};
    }
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (!is_position(i)) {
            check_length(row[i]);
            batch.features.attribute(format.columns[i], cell_value(row[i], format.decimal_comma()));
        }
    }
    if (table) {
        return;
    }
    geometry.start(crs);
    if (format.longitude && format.latitude) {
        read_position(row[*format.longitude], row[*format.latitude]);
    } else if (row[*format.geometry].empty()) {
        throw Error{Fault::input, "no geometry"};
    } else {
        parse_wkt(row[*format.geometry], geometry);
    }
    geometry.finish(batch.tally);
}

void Rows::row(std::string_view text, std::uint64_t line) {
    if (text.find_first_not_of("\r\n") == npos) {
        return;
    }
    try {
        if (!base::is_utf8(text)) {
            throw Error{Fault::input,
                        "text that is not UTF-8; is the file in Windows-1252 or the like? then "
                        "name that with --encoding"};
        }
        if (text.find('\0') != npos) {
            throw Error{Fault::input, "a NUL character, which no text has"};
        }
        read(cells.split(text));
    } catch (const Error& error) {  // Counted, with its line.
        batch.features.discard();
        batch.tally.refuse(line, error.what());
        return;
    }
    if (table) {
        batch.features.commit({.record = line});
        ++batch.tally.read;
    } else {
        geometry.commit(batch.features, {.record = line}, batch.tally);
    }
}

class CsvReader {
public:
    CsvReader(const Source& source, std::string_view text, const CsvFormat& format)
        : source_{source},
          format_{format},
          text_{text},
          at_{format.header_size},
          line_{1 + count_newlines(text.substr(0, format.header_size))} {
        if (!source.crs.empty()) {
            crs_.emplace(source.crs);
        }
    }

    Job next();

private:
    std::size_t end_of_block() const;
    Batch parse(std::size_t begin, std::size_t end, std::uint64_t line) const;

    void check_last_row(std::size_t begin) const;
    [[noreturn]] void fail_at(std::size_t at, const std::string& why) const;

    const Source& source_;
    const CsvFormat& format_;
    std::string_view text_;
    std::size_t at_;
    std::uint64_t line_;
    std::optional<geo::ToLonLat> crs_;
};

/// Past the last row that starts in the first megabyte from here.
std::size_t CsvReader::end_of_block() const {
    const std::size_t aim = std::min(at_ + block_size, text_.size());
    const std::size_t newline = aim == text_.size() ? npos : text_.find('\n', aim);
    const std::size_t end = newline == npos ? text_.size() : newline + 1;
    if (text_.substr(at_, end - at_).find('"') == npos) {
        return end;
    }
    std::size_t row_end = at_;
    while (row_end < aim) {
        const std::size_t begin = row_end;
        row_end = end_of_row(text_, begin, format_.delimiter);
        if (row_end == npos) {
            fail_at(begin,
                    "the file ends inside a quoted cell of the row that starts here; is a closing "
                    "quote missing?");
        }
    }
    return row_end;
}

void CsvReader::fail_at(std::size_t at, const std::string& why) const {
    throw Error{Fault::input, fmt::format("{}:{}: {}", called(source_.path),
                                          1 + count_newlines(text_.substr(0, at)), why)};
}

/// A last row without its line feed that has fewer cells than the header is half a row: damage, and
/// no bad record. `begin` is where a row starts.
void CsvReader::check_last_row(std::size_t begin) const {
    if (text_.back() == '\n' || text_.back() == '\r') {
        return;
    }
    std::size_t row = begin;
    for (std::size_t at = begin; at < text_.size();) {
        row = std::exchange(at, end_of_row(text_, at, format_.delimiter));
    }
    if (text_.find_first_not_of(" \t\x1a", row) == npos) {  // DOS ends texts with Ctrl-Z.
        return;
    }
    CsvCells cells{format_.delimiter};
    std::size_t count = format_.columns.size();
    try {
        count = cells.split(text_.substr(row)).size();
    } catch (const Error&) {
        // A bad record, which is met again.
    }
    if (count < format_.columns.size()) {
        fail_at(row, fmt::format("the file ends inside the row that starts here, after {} of {} "
                                 "cells; was it cut short by a broken download?",
                                 count, format_.columns.size()));
    }
}

Job CsvReader::next() {
    if (at_ >= text_.size()) {
        return {};
    }
    const std::size_t begin = at_;
    const std::size_t end = end_of_block();
    if (end == text_.size()) {
        check_last_row(begin);
    }
    const std::uint64_t line = line_;
    at_ = end;
    line_ += count_newlines(text_.substr(begin, end - begin));
    return [this, begin, end, line] { return parse(begin, end, line); };
}

Batch CsvReader::parse(std::size_t begin, std::size_t end, std::uint64_t line) const {
    Rows rows{.format = format_,
              .crs = crs_ && !crs_->identity() ? &*crs_ : nullptr,
              .table = source_.table,
              .cells = CsvCells{format_.delimiter}};
    for (std::size_t at = begin; at < end;) {
        const std::size_t row_end = end_of_row(text_.substr(0, end), at, format_.delimiter);
        const std::string_view row = text_.substr(at, row_end - at);
        rows.row(row, line);
        line += count_newlines(row);
        at = row_end;
    }
    rows.batch.bytes_behind = end;
    return std::move(rows.batch);
}

void require_positions(const Source& source, const CsvFormat& format) {
    if (format.columns.size() > most_attributes) {
        throw Error{Fault::input,
                    fmt::format("{}: has {} columns; a table has at most {}", called(source.path),
                                format.columns.size(), most_attributes)};
    }
    if (!source.table && !format.has_positions()) {
        throw Error{
            Fault::input,
            fmt::format("{}: no columns with positions among {}; expected latitude (or "
                        "lat, y) and longitude (or lon, lng, long, x), or wkt (or geometry, "
                        "geom, the_geom)",
                        called(source.path), listed(format.columns))};
    }
}

}  // namespace

Summary read_csv(const Source& source, Input& input, const CsvFormat& format, const Work& work) {
    require_positions(source, format);
    require_columns(source, format.columns);
    const std::string_view rows = input.text().substr(format.header_size);
    if (!source.table && rows.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        throw Error{Fault::input, fmt::format("{}: holds 0 records, only a header with {}",
                                              called(source.path), listed(format.columns))};
    }
    CsvReader reader{source, input.text(), format};
    return run(source,
               {.next = [&] { return reader.next(); },
                .release = [&](std::size_t bytes) { input.pass(bytes); }},
               work);
}

}  // namespace tamga::ingest
