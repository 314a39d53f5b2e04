// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"

#include <functional>

namespace tamga::base {

/// Hands the content of one or more gzip members to `sink`, piece by piece, so that it may be
/// larger than the memory. What follows the last member is left alone, as `gunzip` leaves it.
///
/// Throws Error{Fault::input} if the data is damaged or ends early.
void gunzip_to(ByteView compressed, const std::function<void(ByteView)>& sink);

}  // namespace tamga::base
