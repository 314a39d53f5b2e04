// SPDX-License-Identifier: MIT
#pragma once

#include "tools/tamga/cli/command.hpp"

#include <cstddef>
#include <string>

namespace tamga::cli {

/// All of a file, of a pipe, or, for "-", of stdin. Whoever waits for a pipe can be stopped.
///
/// Throws Error{Fault::input} if `path` cannot be read, is a folder, or has more than `most` bytes.
std::string whole_text(const std::string& path, Io& io, std::size_t most);

}  // namespace tamga::cli
