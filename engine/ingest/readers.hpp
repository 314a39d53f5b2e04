// SPDX-License-Identifier: MIT
#pragma once

#include "engine/ingest/input.hpp"
#include "engine/ingest/json_records.hpp"
#include "engine/ingest/parse/csv_format.hpp"
#include "engine/ingest/read.hpp"

#include <memory>
#include <string>
#include <vector>

namespace tamga::ingest {

// One reader a format family; read() picks it by the content.

Summary read_geojson(const Source& source, Input& input, JsonKind kind, const Work& work);
Summary read_csv(const Source& source, Input& input, const CsvFormat& format, const Work& work);
/// `input` is null for what is no file: a folder, a database. It is shared with a thread that may
/// have to be left to itself.
Summary read_gdal(const Source& source, std::shared_ptr<const Input> input, const Work& work);
/// The names of the layers that hold features.
std::vector<std::string> gdal_layers(const Source& source, std::shared_ptr<const Input> input);

}  // namespace tamga::ingest
