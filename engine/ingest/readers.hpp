// SPDX-License-Identifier: MIT
#pragma once

#include "engine/ingest/csv_format.hpp"
#include "engine/ingest/input.hpp"
#include "engine/ingest/json_records.hpp"
#include "engine/ingest/read.hpp"

namespace tamga::ingest {

// One reader a format family; read() picks it by the content.

Summary read_geojson(const Source& source, Input& input, JsonKind kind, const Work& work);
Summary read_csv(const Source& source, Input& input, const CsvFormat& format, const Work& work);
/// `input` is null for what is no file: a folder, a database.
Summary read_gdal(const Source& source, const Input* input, const Work& work);

}  // namespace tamga::ingest
