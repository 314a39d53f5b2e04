// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::ingest {

/// Past the line feed that ends the row at `from`, which may lie lines further down if cells are
/// quoted (RFC 4180). npos if the text ends inside a quoted cell.
std::size_t end_of_row(std::string_view text, std::size_t from, char delimiter);

/// Splits rows into cells, and takes off quotes. One object serves one thread.
class CsvCells {
public:
    explicit CsvCells(char delimiter) : delimiter_{delimiter} {}

    /// The cells of one row (with or without its line end), valid until the next call.
    /// Throws Error{Fault::input} if something follows a closing quote.
    const std::vector<std::string_view>& split(std::string_view row);

private:
    std::size_t quoted(std::string_view row, std::size_t from);

    char delimiter_;
    std::vector<std::string_view> cells_;
    std::string unquoted_;  // Never longer than the row, so that cells_ can point into it.
};

}  // namespace tamga::ingest
