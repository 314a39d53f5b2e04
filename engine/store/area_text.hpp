// SPDX-License-Identifier: MIT
#pragma once

#include "engine/index/area.hpp"
#include "engine/model/features.hpp"

#include <string>
#include <vector>

namespace tamga::store {

/// The area that `text` says: a file of polygons, WKT, a box "w,s,e,n" (w > e: across the
/// antimeridian), or a country or a unit of it by its name in `gazetteer` (empty: the default one).
///
/// Throws Error{Fault::usage} if it is none of these, Error{Fault::input} if the file or the
/// gazetteer cannot be read, or the file has no polygons.
index::Area parse_area(const std::string& text, const std::string& gazetteer = {});

/// One polygon feature of a file, ready to be asked.
struct NamedArea {
    std::string name;
    index::Area area;
    model::Features outline;  ///< One feature, as it was read.
};

/// The polygons of a file, named by the column `by`; without one, by name, NAME, id, iso or their
/// number. Throws Error{Fault::input} if the file has none, or a polygon has no such column.
std::vector<NamedArea> read_areas(const std::string& path, const std::string& by);

}  // namespace tamga::store
