// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace tamga::ingest {

/// Goes through a FlatGeobuf that has been written, from the size of one row to the next: what its
/// writer could not put on the disk when it closed the file, it does not say.
///
/// Throws Error{Fault::system} if the file does not end with the last of `rows` rows.
void require_whole_flatgeobuf(const std::string& path, std::uint64_t rows, bool is_indexed);

}  // namespace tamga::ingest
