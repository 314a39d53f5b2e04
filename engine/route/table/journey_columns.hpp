// SPDX-License-Identifier: MIT
#pragma once

#include "engine/route/table/measure.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tamga::route {

/// Which columns of an origin-destination table say what, and what they name. An empty name: there
/// is no such column.
struct JourneyColumns {
    /// Two columns of coordinates (their names tell which is the latitude), or one that holds
    /// a position in any notation (see coordinate/read.hpp) or the id or name of a location. Empty:
    /// the ends of the record's line.
    std::vector<std::string> origin;
    std::vector<std::string> destination;
    std::string origin_name = {};  ///< What the origin is called, where it is coordinates.
    std::string destination_name = {};
    std::string weight = {};  ///< None: each record weighs 1.
    std::string time = {};
    std::string category = {};
    std::string locations = {};  ///< A file of places: name or id, latitude, longitude.
    std::string areas = {};      ///< A file of polygons instead, and the attribute that names them.
    std::string areas_id = {};
    std::string period = {};  ///< How times are put into periods; see PeriodRule.
    /// The table is a matrix: a row for each origin, which its first column names, and a column for
    /// each destination. Cells are weights; an empty one and 0 are no journey. Only time and
    /// category may be columns beside these.
    bool matrix = false;
    std::string places = {};  ///< What the columns name; see geotag::places_rule_named().
    std::optional<Measure> measure = {};  ///< None: a flow, unless the source says stock.
    bool list_names = false;  ///< Report how each name was read, those in `locations` too.
};

}  // namespace tamga::route
