// SPDX-License-Identifier: MIT
#pragma once

#include "engine/ingest/geometry.hpp"

#include <string_view>

namespace tamga::ingest {

/// Adds a geometry in well-known text (OGC 06-103r4): every simple type, with Z and M, EMPTY, and
/// "SRID=4326;" in front. Refuses anything else with Error{Fault::input}.
void parse_wkt(std::string_view text, Geometry& geometry);

}  // namespace tamga::ingest
