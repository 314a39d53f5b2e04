// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/route/table/weight.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace tamga::store {

/// One value of an answer.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string, route::Weight>;

/// One row, and where it is (a store's geometry BLOB; empty if it is nowhere).
struct Row {
    std::vector<Cell> cells;
    Bytes geometry;
};

/// What a question to a store comes to.
struct Answer {
    std::vector<std::string> columns;
    std::vector<Row> rows;
    std::vector<std::string> notes;  ///< What the asker should know about it.
};

}  // namespace tamga::store
