// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"

#include <string>

namespace tamga::base {

/// The SHA-256 of these bytes (FIPS 180-4) in lower case hexadecimal, as sha256sum prints it: for
/// people who ask whether two files are the same.
std::string sha256(ByteView bytes);

}  // namespace tamga::base
