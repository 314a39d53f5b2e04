// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace tamga::serve {

/// The addresses of a server and what is there, in lines, as the table of routes has them.
std::string address_list();

}  // namespace tamga::serve
