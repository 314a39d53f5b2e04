// SPDX-License-Identifier: MIT
#pragma once

#include "engine/index/area.hpp"
#include "engine/store/answer.hpp"
#include "engine/store/area_text.hpp"
#include "engine/store/selection.hpp"

#include <span>
#include <string>

namespace tamga::store {

// The questions to a store. All distances are geodesic metres on WGS 84, rounded to millimetres;
// routes are geodesics; areas have edges as drawn (see index::Area). Rows are in the order of fid
// unless said otherwise. They throw Error{Fault::usage} where layer or filter make no sense.

/// The points in an area or on its boundary. A feature of several points is in it if one of them
/// is.
Answer within(Store& store, const Filter& filter, const index::Area& area);

/// The points, or the routes, no farther than `radius_m` away, nearest first, with `distance_m`.
Answer near(Store& store, const Filter& filter, geo::LonLat position, double radius_m);

/// The `count` nearest points, or routes, nearest first, equally near ones by fid.
Answer nearest(Store& store, const Filter& filter, geo::LonLat position, std::size_t count);

// Of stocks, crossing(), between() and totals() are asked for the latest period, with a note, if no
// other is named.

/// The routes of which a stretch lies in the area (or that stay at one place in it), with
/// `inside_m`, and where they first enter it and last leave it: null for a route that starts, or
/// ends, in it.
Answer crossing(Store& store, const Filter& filter, const index::Area& area);

/// The routes that start in one area and end in another; boundaries belong to areas.
Answer between(Store& store, const Filter& filter, const index::Area& from, const index::Area& to);

/// For each area the weights of the routes that end in it (`in`), start in it (`out`), do both
/// (`within`, in neither of the first two), and `net` = in - out; the last row is for all that lies
/// in no area.
///
/// Where areas do not overlap, the columns in and out have equal sums, and in + within add up to
/// the weight of all routes. An end on the boundary of several areas counts for the first of them.
Answer totals(Store& store, const Filter& filter, std::span<const NamedArea> areas);

/// What one SELECT, WITH or EXPLAIN statement answers. Throws Error{Fault::usage} for anything else,
/// and for an answer of more than 128 MiB; a store cannot be changed by a question.
Answer run_sql(Store& store, const std::string& sql);

}  // namespace tamga::store
