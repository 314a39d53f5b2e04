// SPDX-License-Identifier: MIT
#include "engine/ingest/parse/csv_rows.hpp"

#include "engine/base/error.hpp"

#include <algorithm>

namespace tamga::ingest {
namespace {

constexpr std::size_t npos = std::string_view::npos;

/// The quote that closes the cell whose opening quote is at `from`, or npos.
std::size_t closing_quote(std::string_view text, std::size_t from) {
    std::size_t at = text.find('"', from + 1);
    while (at != npos && at + 1 < text.size() && text[at + 1] == '"') {
        at = text.find('"', at + 2);
    }
    return at;
}

}  // namespace

std::size_t end_of_row(std::string_view text, std::size_t from, char delimiter) {
    const std::size_t newline = std::min(text.find('\n', from), text.size() - 1);
    if (text.substr(from, newline - from).find('"') == npos) {
        return newline + 1;
    }
    const char ends[] = {delimiter, '\n'};
    for (std::size_t at = from; at < text.size();) {
        if (text[at] == '"') {
            at = closing_quote(text, at);
            if (at == npos) {
                return npos;
            }
        }
        at = text.find_first_of({ends, 2}, at);
        if (at == npos) {
            break;
        }
        if (text[at++] == '\n') {
            return at;
        }
    }
    return text.size();
}

const std::vector<std::string_view>& CsvCells::split(std::string_view row) {
    while (!row.empty() && (row.back() == '\n' || row.back() == '\r')) {
        row.remove_suffix(1);
    }
    cells_.clear();
    unquoted_.clear();
    unquoted_.reserve(row.size());
    for (std::size_t at = 0;; ++at) {
        if (at < row.size() && row[at] == '"') {
            at = quoted(row, at);
        } else {
            const std::size_t end = std::min(row.find(delimiter_, at), row.size());
            cells_.push_back(row.substr(at, end - at));
            at = end;
        }
        if (at >= row.size()) {
            return cells_;
        }
    }
}

/// Adds the quoted cell at `from`, and returns where its delimiter is.
std::size_t CsvCells::quoted(std::string_view row, std::size_t from) {
    const std::size_t close = closing_quote(row, from);
    if (close == npos) {
        throw Error{Fault::input, "a quoted cell without its closing quote"};
    }
    if (close + 1 < row.size() && row[close + 1] != delimiter_) {
        throw Error{Fault::input,
                    "text after a cell's closing quote; quotes inside a quoted cell "
                    "are written twice"};
    }
    std::string_view inside = row.substr(from + 1, close - from - 1);
    if (inside.find('"') == npos) {
        cells_.push_back(inside);
        return close + 1;
    }
    const std::size_t begin = unquoted_.size();
    for (std::size_t i = 0; i < inside.size(); ++i) {
        unquoted_ += inside[i];
        if (inside[i] == '"') {
            ++i;  // The second of a pair.
        }
    }
    cells_.push_back(std::string_view{unquoted_}.substr(begin));
    return close + 1;
}

}  // namespace tamga::ingest
