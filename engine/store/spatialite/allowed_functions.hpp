// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace tamga::store {

/// Whether a statement on a store may call an SQL function, in upper case or lower: those of SQLite
/// and SpatiaLite that compute with their arguments. Not those that read or write files, fetch
/// something, wait, run SQL of their own, change the database or the connection.
bool is_allowed_function(std::string_view name);

}  // namespace tamga::store
