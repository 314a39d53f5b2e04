// SPDX-License-Identifier: MIT
#pragma once

#include "engine/index/area.hpp"
#include "engine/model/features.hpp"

#include <string>
#include <vector>

namespace tamga::store {

/// Areas in words.
struct AreaWish {
    /// A file of polygons (or FILE#LAYER), WKT, a box "w,s,e,n" (w > e: across the antimeridian), or
    /// a country or a unit of it by its name.
    std::string text;
    std::string layer = {};      ///< Of a file that has several.
    std::string gazetteer = {};  ///< Where names are looked up; empty: the default one.
    /// What areas of a file may be called by: the first of these columns that one of them has a
    /// value in. If none has, by name, NAME, id, iso or their number.
    std::vector<std::string> names = {};
    bool strict = false;  ///< An area that is not valid is an error.
};

/// One area, ready to be asked. One without edges is empty and holds nothing.
struct NamedArea {
    std::string name;
    index::Area area;
    model::Features outline;  ///< One feature, as it was read; none of a box or a name.
};

struct NamedAreas {
    std::vector<NamedArea> areas;
    std::string named_by;            ///< The column of AreaWish::names, if one was found.
    std::vector<std::string> notes;  ///< What was done to them, as an answer says it.
};

/// The areas that a wish is for: of a file one for each feature. A ring that steps over the
/// antimeridian (179, -179) goes on past it (179, 181), and one that goes round a pole is closed
/// there; of an area that is not valid what lies within an odd number of a polygon's rings is in it.
/// Each is a note.
///
/// Throws Error{Fault::usage} if the text is none of these, or if the file has several layers and
/// none is chosen; Error{Fault::input} if file or gazetteer cannot be read, or the file has no
/// polygons, and with strict if an area is not valid.
NamedAreas named_areas(const AreaWish& wish);

/// All of them as one.
struct OneArea {
    index::Area area;
    std::vector<std::string> notes;
};
OneArea one_area(const AreaWish& wish);

/// The same without notes.
index::Area parse_area(const std::string& text, const std::string& gazetteer = {});

/// The polygons of a file, named by the column `by`, which has to be there unless it is empty.
std::vector<NamedArea> read_areas(const std::string& path, const std::string& by);

}  // namespace tamga::store
