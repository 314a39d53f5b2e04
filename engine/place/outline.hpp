// SPDX-License-Identifier: MIT
#pragma once

#include "engine/index/area.hpp"
#include "engine/place/gazetteer.hpp"

#include <string>

namespace tamga::place {

/// The area of a country or of a unit of the first level, as the gazetteer's polygons draw it: a
/// position is in it if Gazetteer::at() says so. Borders between the units of a country are no part
/// of its outline. Empty if the gazetteer has no polygon of it.
index::Area outline(const Gazetteer& gazetteer, const Place& place);

/// The area that a name stands for: "Kyrgyzstan", "Osh Region", "KG-O". A country or a unit comes
/// before a town of the same name.
///
/// Throws Error{Fault::usage} if the name is unknown, and names the nearest ones, or is that of a
/// place without an area, and names what it lies in.
index::Area area_of_name(const Gazetteer& gazetteer, const std::string& name);

}  // namespace tamga::place
