// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/base/files/mapped_file.hpp"
#include "engine/base/files/temporary_file.hpp"
#include "engine/model/value.hpp"
#include "engine/store/postgis/connection.hpp"
#include "engine/store/table.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::store::postgis {

/// Rows on their way into a table: kept in a file without a name until all are known, then sent.
/// The types that columns turn out to have are known only at the end, a table of PostgreSQL has them
/// from the beginning, and a session copies into one table at a time.
class Spool {
public:
    Spool() : file_{std::string{}} {}

    /// A row begins; so many values follow.
    void row(std::size_t values);
    void value(const model::Value& value);
    void value(ByteView bytes);

    /// What the server is sent of the values of a column.
    struct Target {
        ColumnType type = ColumnType::text;
        /// Makes other bytes of bytes; none: they are sent as they are.
        Bytes (*convert)(ByteView bytes) = nullptr;
    };
    /// Copies all rows into these columns of a table. A row with fewer values has none in the last.
    void send(Connection& connection, const std::string& columns_of_table,
              const std::vector<Target>& targets);

private:
    void keep();

    base::TemporaryFile file_;
    Bytes buffer_;
};

/// A number as a text, where a column has texts beside numbers: as SQLite writes it.
std::string text_of(double value);

}  // namespace tamga::store::postgis
