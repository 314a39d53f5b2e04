// SPDX-License-Identifier: MIT
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace tamga::cli {

/// Rows under headings, each column as wide as its widest cell. A heading that starts with ">" is
/// of a column of numbers, which stand to the right. Cells are printed as base::printable() makes
/// them.
class Table {
public:
    explicit Table(std::vector<std::string> headings);

    /// Requires a cell for each heading.
    void row(std::vector<std::string> cells);
    void print(std::ostream& out) const;

private:
    std::vector<bool> to_the_right_;
    std::vector<std::vector<std::string>> rows_;  ///< The headings are the first.
};

}  // namespace tamga::cli
