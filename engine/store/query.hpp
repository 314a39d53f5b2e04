// SPDX-License-Identifier: MIT
#pragma once

#include "engine/index/area.hpp"
#include "engine/store/answer.hpp"
#include "engine/store/area_text.hpp"
#include "engine/store/filter.hpp"
#include "engine/store/reader.hpp"

#include <memory>
#include <string>
#include <vector>

namespace tamga::store {

// The questions to a store. All distances are geodesic metres on WGS 84, rounded to millimetres;
// routes are geodesics; areas have edges as drawn (see index::Area). Rows are in the order of fid
// unless said otherwise. They throw Error{Fault::usage} where layer or filter make no sense.

/// The points in an area or on its boundary. A feature of several points is in it if one of them
/// is.
std::unique_ptr<Answer> within(Reader& reader, const Filter& filter, index::Area area,
                               const Wanted& wanted = {});

// near() and nearest() sort before they answer: they remember a distance and a fid for each row.

/// The points, or the routes, no farther than `radius_m` away, nearest first, with `distance_m`.
std::unique_ptr<Answer> near(Reader& reader, const Filter& filter, geo::LonLat position,
                             double radius_m, const Wanted& wanted = {});

/// The `count` nearest points, or routes, nearest first, equally near ones by fid.
std::unique_ptr<Answer> nearest(Reader& reader, const Filter& filter, geo::LonLat position,
                                std::size_t count, const Wanted& wanted = {});

// Of stocks, crossing(), between() and totals() are asked for the latest period, with a note, if no
// other is named.

/// The routes of which a stretch lies in the area (or that stay at one place in it), with
/// `inside_m`, and where they first enter it and last leave it: null for a route that starts, or
/// ends, in it.
std::unique_ptr<Answer> crossing(Reader& reader, const Filter& filter, index::Area area,
                                 const Wanted& wanted = {});

/// The routes that start in one area and end in another; boundaries belong to areas.
std::unique_ptr<Answer> between(Reader& reader, const Filter& filter, index::Area from,
                                index::Area to, const Wanted& wanted = {});

/// For each area the weights of the routes that end in it (`in`), start in it (`out`), do both
/// (`within`, in neither of the first two), and `net` = in - out; the last row is for all that lies
/// in no area.
///
/// Where areas do not overlap, the columns in and out have equal sums, and in + within add up to
/// the weight of all routes. An end on the boundary of several areas counts for the first of them.
std::unique_ptr<Answer> totals(Reader& reader, const Filter& filter, std::vector<NamedArea> areas,
                               const Wanted& wanted = {});

/// What one SELECT, WITH or EXPLAIN statement answers. Throws Error{Fault::usage} for anything else,
/// and for an answer of more than Wanted::statement_bytes; a store cannot be changed by a question.
std::unique_ptr<Answer> run_sql(Reader& reader, const std::string& sql, const Wanted& wanted = {});

}  // namespace tamga::store
