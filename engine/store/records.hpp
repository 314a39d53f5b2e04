// SPDX-License-Identifier: MIT
#pragma once

#include "engine/ingest/read.hpp"

#include <string>

namespace tamga::store {

/// True if a store lies there, of whatever version. Waits for nothing and throws nothing of what is
/// no file.
bool is_store(const std::string& address);

/// Reads a layer of the store at `source.path` as ingest::read() reads a file: its features and
/// their attributes. Routes are read as a table, by their columns (see journey_columns()), with
/// exact weights, or else as the lines that they go along.
///
/// Without `source.layer` all layers are read together, with a note; of a table the only one of
/// routes. Throws Error{Fault::usage} for a CRS, and as Reader::layer() and ingest::read() do.
ingest::Summary read_records(const ingest::Source& source, const ingest::Work& work);

}  // namespace tamga::store
