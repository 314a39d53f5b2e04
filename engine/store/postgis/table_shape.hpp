// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/value.hpp"
#include "engine/store/postgis/connection.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tamga::store::postgis {

/// A column of a table, and how it is read: as a whole number, a number or a text.
struct StoredColumn {
    enum class As : std::uint8_t { integer, real, text };

    std::string name;
    As as = As::text;
    std::string expression;  ///< Of a table that is called t, in binary.
};

/// The columns of a table without geometries. Throws Error{Fault::input} if the schema has no table
/// of that name, or if it is another than when this transaction began.
std::vector<StoredColumn> columns_of(Connection& connection, const std::string& table);

/// A value that was read so.
model::Value value_in(const Result& rows, int row, int column, StoredColumn::As as);

/// The number of a pair or a place, which somebody else may have written.
/// Throws Error{Fault::input} if it is none.
std::uint32_t number_in(const Result& rows, int row, int column, const std::string& layer);

}  // namespace tamga::store::postgis
