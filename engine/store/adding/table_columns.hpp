// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/table.hpp"

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tamga::store {

/// The columns of a table while rows are added, and what the values of each have in common.
class TableColumns {
public:
    struct Column {
        std::string name;
        ColumnType type = ColumnType::none;
    };
    struct Rules {
        /// Names that no attribute gets, in any case, besides those of the fixed columns.
        std::vector<std::string> reserved = {};
        std::size_t longest_name = std::numeric_limits<std::size_t>::max();  ///< In bytes.
    };
    TableColumns(Rules rules, const std::vector<FixedColumn>& fixed);

    /// Which column an attribute has. One that is new is the last from now on.
    std::size_t column_of(std::string_view attribute);
    /// Takes note of a value.
    void add(std::size_t column, const model::Value& value);

    std::size_t size() const noexcept { return columns_.size(); }
    const Column& operator[](std::size_t column) const { return columns_[column]; }
    std::vector<std::string> names() const;
    /// As those of Table.
    const std::vector<std::string>& notes() const noexcept { return notes_; }

private:
    std::string free_name(std::string_view wanted) const;
    bool is_taken(std::string_view name) const;

    Rules rules_;
    std::vector<Column> columns_;
    std::unordered_map<std::string, std::size_t> attributes_;
    std::vector<std::string> notes_;
};

}  // namespace tamga::store
