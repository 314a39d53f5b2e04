// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/table.hpp"

#include "engine/base/printable.hpp"

#include <algorithm>
#include <cassert>
#include <ostream>

namespace tamga::cli {
namespace {

/// How many characters of UTF-8 there are, which is how wide most texts are.
std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char byte) { return (byte & 0xc0) != 0x80; }));
}

}  // namespace

Table::Table(std::vector<std::string> headings) {
    for (std::string& heading : headings) {
        to_the_right_.push_back(heading.starts_with('>'));
        if (to_the_right_.back()) {
            heading.erase(0, 1);
        }
    }
    rows_.push_back(std::move(headings));
}

void Table::row(std::vector<std::string> cells) {
    assert(cells.size() == to_the_right_.size());
    for (std::string& cell : cells) {
        cell = base::printable(cell);
    }
    rows_.push_back(std::move(cells));
}

void Table::print(std::ostream& out) const {
    std::vector<std::size_t> widths(to_the_right_.size());
    for (const auto& row : rows_) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], width(row[i]));
        }
    }
    for (const auto& row : rows_) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string pad(widths[i] - width(row[i]), ' ');
            line += (i == 0 ? "" : "  ") + (to_the_right_[i] ? pad + row[i] : row[i] + pad);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out << line << '\n';
    }
}

}  // namespace tamga::cli
