// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace tamga::base {

/// True for the address of a database ("postgresql://host/name"), which is no path of a file.
bool is_database_address(std::string_view text);

/// An address as it may be shown: "postgresql://user:***@host/name". What is no address stays as it
/// is.
std::string without_password(std::string_view address);

/// The name in front of the parameters of an address: "name". "database" if it has none.
std::string database_name(std::string_view address);

}  // namespace tamga::base
