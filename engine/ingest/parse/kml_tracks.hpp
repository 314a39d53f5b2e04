// SPDX-License-Identifier: MIT
//
// Inside ingest: what GDAL's reader of KML has to be kept from.
#pragma once

#include <string>
#include <string_view>

namespace tamga::ingest {

/// Throws Error{Fault::input}, starting with `name`, if a gx:Track has places and no times: GDAL
/// (3.6, LIBKML) reads behind the end of its times then. Text that is not KML passes.
void check_kml_tracks(std::string_view text, const std::string& name);

}  // namespace tamga::ingest
