// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/files/mapped_file.hpp"

#include <string>

namespace tamga::ingest {

/// True of standard input ("-"), a pipe, a terminal or another device: what is read once, from
/// front to back.
bool is_stream(const std::string& path);

/// What comes from a stream, kept in a temporary file in the folder `temporary` (empty: where the
/// system puts such files). Hears interrupts while it waits.
///
/// Throws Error{Fault::input} for a device that is neither a terminal nor empty, and for a pipe
/// that nobody has opened for writing within two seconds.
base::MappedFile read_stream(const std::string& path, const std::string& temporary);

}  // namespace tamga::ingest
