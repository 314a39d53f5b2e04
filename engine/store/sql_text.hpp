// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace tamga::store {

/// A name as SQL takes it, in double quotes.
std::string quoted(const std::string& name);
/// A text as SQL takes it, in single quotes.
std::string literal(const std::string& text);

}  // namespace tamga::store
