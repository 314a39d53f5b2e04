// SPDX-License-Identifier: MIT
#pragma once

#include "engine/serve/route.hpp"

#include <span>

namespace tamga::serve {

/// The table of all addresses of the server. The first that fits counts, so an address that is a
/// word stands before one that is a parameter.
std::span<const Route> routes();

}  // namespace tamga::serve
