// SPDX-License-Identifier: MIT
#include "engine/store/postgis/table_shape.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>

namespace tamga::store::postgis {
namespace {

bool is_any(std::string_view type, std::initializer_list<std::string_view> types) {
    return std::ranges::find(types, type) != types.end();
}

/// Whatever type somebody has given a column, it is read as one of three.
StoredColumn column_of(std::string name, std::string_view type) {
    const std::string column = "t." + quoted(name);
    using As = StoredColumn::As;
    if (is_any(type, {"int8", "int4", "int2"})) {
        return {std::move(name), As::integer, column + "::int8"};
    }
    if (type == "bool") {
        return {std::move(name), As::integer, column + "::int4::int8"};
    }
    if (is_any(type, {"float8", "float4"})) {
        return {std::move(name), As::real, column + "::float8"};
    }
    if (is_any(type, {"bytea", "geometry", "geography"})) {
        return {std::move(name), As::text, "'(' || length(" + column + "::bytea) || ' bytes)'"};
    }
    return {std::move(name), As::text, column + "::text"};
}

/// Statements see rows as they were when the transaction began, and tables as they are now: of one
/// that was replaced meanwhile they would see an empty one.
void require_table(Connection& connection, const std::string& table) {
    const Result found = connection.run(
        "SELECT c.oid = to_regclass($3) FROM pg_catalog.pg_class c JOIN "
        "pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 "
        "AND c.relname = $2 AND c.relkind IN ('r', 'p')",
        std::array{connection.schema(), table, connection.table(table)});
    if (found.rows() == 0) {
        throw Error{Fault::input, "the database has no table '" + table + "' any more"};
    }
    if (found.text(0, 0) != "t") {
        throw Error{Fault::input, "table '" + table +
                                      "' has been replaced since the store was opened; ask again"};
    }
}

}  // namespace

std::vector<StoredColumn> columns_of(Connection& connection, const std::string& table) {
    // First: nobody replaces it from now on until the transaction ends.
    connection.run("LOCK TABLE " + connection.table(table) + " IN ACCESS SHARE MODE");
    require_table(connection, table);
    const Result rows = connection.run(
        "SELECT a.attname, y.typname FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type y ON "
        "y.oid = a.atttypid WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT "
        "a.attisdropped AND a.attname <> 'geom' ORDER BY a.attnum",
        std::array{connection.table(table)});
    std::vector<StoredColumn> columns;
    for (int row = 0; row < rows.rows(); ++row) {
        columns.push_back(column_of(std::string{rows.text(row, 0)}, rows.text(row, 1)));
    }
    return columns;
}

model::Value value_in(const Result& rows, int row, int column, StoredColumn::As as) {
    if (rows.is_null(row, column)) {
        return {};
    }
    switch (as) {
        case StoredColumn::As::integer:
            return rows.integer(row, column);
        case StoredColumn::As::real:
            return rows.real(row, column);
        case StoredColumn::As::text:
            break;
    }
    return rows.text(row, column);
}

std::uint32_t number_in(const Result& rows, int row, int column, const std::string& layer) {
    const std::int64_t number = rows.is_null(row, column) ? 0 : rows.integer(row, column);
    if (number < 1 || number > std::numeric_limits<std::uint32_t>::max()) {
        throw Error{Fault::input,
                    fmt::format("layer '{}' has {} where the number of a pair or of a place is to "
                                "be",
                                layer, number)};
    }
    return static_cast<std::uint32_t>(number);
}

}  // namespace tamga::store::postgis
