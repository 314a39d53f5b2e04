// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/postgis/connection.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace tamga::store::postgis {

/// Reads the rows of a query a few at a time, so that memory does not grow with their number.
/// Requires a transaction.
class Cursor {
public:
    /// A name for the cursor of `query`, so that several may be open.
    Cursor(Connection& connection, const std::string& query,
           std::span<const std::string> parameters, Values values);
    ~Cursor();
    Cursor(const Cursor&) = delete;
    Cursor& operator=(const Cursor&) = delete;

    /// Goes to the next row; false if there is none. What was read of the last one is gone.
    bool next();

    /// The rows that are here, and which of them it is. Without a row: the columns.
    const Result& rows() const noexcept { return *rows_; }
    int row() const noexcept { return row_; }

private:
    void fetch(std::size_t count);
    std::size_t next_count() const;

    Connection& connection_;
    Values values_;
    std::string name_;
    std::optional<Result> rows_;
    int row_ = -1;
    std::size_t asked_ = 0;  ///< How many rows were asked for.
    std::size_t bytes_ = 0;  ///< What these took.
};

}  // namespace tamga::store::postgis
