// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"

#include <string>
#include <vector>

namespace tamga::store {

/// The lines of a file (or FILE#LAYER) or of WKT, each from position to position.
///
/// Throws Error{Fault::usage} if the text is neither, or if the file has several layers and none is
/// chosen; Error{Fault::input} if the file cannot be read, or has no lines.
std::vector<std::vector<geo::LonLat>> read_lines(const std::string& text,
                                                 const std::string& layer = {});

}  // namespace tamga::store
