// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace tamga::store::postgis {

/// "postgresql://user@host/database?schema=NAME" in its parts: `schema` is ours, the rest libpq's.
struct Address {
    std::string for_libpq;
    std::string schema;  ///< Empty: the first of the search path.
    std::string shown;   ///< Without its password.
};

/// Throws Error{Fault::usage} if the schema is given twice, or its percent signs mean nothing.
Address read_address(const std::string& text);

}  // namespace tamga::store::postgis
