// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/sqlite.hpp"

#include <string_view>

namespace tamga::ingest {

/// True if a file with this content is an SQLite database: a GeoPackage, SpatiaLite, a store.
bool is_sqlite(std::string_view text);

/// Refuses a database whose schema does more than hold data: virtual tables, which may be any file
/// of the machine, and views that need not end. Throws Error{Fault::input} without a path.
void check_schema(base::Database& database);

}  // namespace tamga::ingest
