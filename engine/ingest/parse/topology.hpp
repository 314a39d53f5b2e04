// SPDX-License-Identifier: MIT
//
// Inside ingest: what GDAL's reader of TopoJSON has to be kept from.
#pragma once

#include <string_view>

namespace tamga::ingest {

/// Throws Error{Fault::input} if a TopoJSON file repeats its arcs so often that its geometries have
/// far more positions than the file. Other text passes, and so does what is no JSON.
void check_topology(std::string_view text);

}  // namespace tamga::ingest
