// SPDX-License-Identifier: MIT
#pragma once

#include "engine/index/area.hpp"
#include "engine/store/answer.hpp"
#include "engine/store/areas/area_text.hpp"
#include "engine/store/filter.hpp"
#include "engine/store/question.hpp"
#include "engine/store/question_options.hpp"
#include "engine/store/reader.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tamga::store {

// The questions to a store. All distances are geodesic metres on WGS 84, rounded to millimetres;
// routes are geodesics; areas have edges as drawn (see index::Area). Rows are in the order of fid
// unless said otherwise. They throw Error{Fault::usage} where layer or filter make no sense.
//
// Edges of the rules, the same in all of them (index::AreaSet):
// - A boundary belongs to its area, that of a hole too: a position on it is in the area. What is
//   counted once (an end of a route in totals, matrix, density, rank) counts for the areas that it
//   is inside of, else for the first on whose boundary it is.
// - A route crosses an area if a stretch of a tenth of a millimetre or more lies in it. To touch the
//   boundary is not enough; to begin or end on it and go away from the area is not, either.
// - A route from a place to the same place, or as short as a touch, stays there, and crosses the
//   areas that hold it, with a length of 0 in them. It crosses no line (screenline).
// - Between antipodes several geodesics are equally short: it is the one that GeographicLib names.
// - A pole is in every area that reaches it. The antimeridian is no border, and 180 and -180 are one.
// - An area that is not valid holds what is within an odd number of a polygon's rings, with a note;
//   one without a geometry holds nothing, with a note.

/// The points, lines or polygons of which a part is in an area or on its boundary, or those that
/// are wholly in it. Lines are geodesics from position to position, polygons have edges as drawn; see
/// ShapesInArea (questions/shapes_in_area.hpp).
enum class Part : std::uint8_t { any, whole };
std::unique_ptr<Answer> within(Reader& reader, const Filter& filter, index::Area area,
                               const Wanted& wanted = {}, Part part = Part::any);

/// The same for each of several areas: a column `area` in front, rows by the order of areas and
/// then of fid; a point in several is a row of each. A note says how many are in none.
std::unique_ptr<Answer> within_each(Reader& reader, const Filter& filter, NamedAreas areas,
                                    const Wanted& wanted = {});

// near() and nearest() sort before they answer: they remember a distance and a fid for each row.

/// The features, or the routes, no farther than `radius_m` away, nearest first, with `distance_m`:
/// to the nearest of a feature's points, to its lines (geodesics), to the boundary of its polygons (as
/// drawn), and 0 within these.
std::unique_ptr<Answer> near(Reader& reader, const Filter& filter, geo::LonLat position,
                             double radius_m, const Wanted& wanted = {});

/// The `count` nearest features, or routes, nearest first, equally near ones by fid.
std::unique_ptr<Answer> nearest(Reader& reader, const Filter& filter, geo::LonLat position,
                                std::size_t count, const Wanted& wanted = {});

// Of stocks, crossing(), between() and totals() are asked for the latest period, with a note, if no
// other is named.

/// The routes of which a stretch lies in the area (or that stay at one place in it), with
/// `inside_m`, and where they first enter it and last leave it: null for a route that starts, or
/// ends, in it.
std::unique_ptr<Answer> crossing(Reader& reader, const Filter& filter, index::Area area,
                                 const Wanted& wanted = {});

/// The same for each of several areas: a column `area` in front, rows by the order of areas and
/// then of fid; a route has a row for each area that it crosses. A note says how many cross none.
std::unique_ptr<Answer> crossing_each(Reader& reader, const Filter& filter, NamedAreas areas,
                                      const Wanted& wanted = {});

/// The routes that start in one area and end in another; boundaries belong to areas.
std::unique_ptr<Answer> between(Reader& reader, const Filter& filter, index::Area from,
                                index::Area to, const Wanted& wanted = {});

// An end of a route on the boundary of several areas, and inside of none, counts for the first of
// them. `by` are columns of the layer, or "time", "year" and "month": what is counted apart, in
// columns of their own behind those of areas; what has no such value is a group, "(no time)".

/// For each area the weights of the routes that end in it (`in`), start in it (`out`), do both
/// (`within`, in neither of the first two), and `net` = in - out; the last row is for all that lies
/// in no area.
///
/// Where areas do not overlap, the columns in and out have equal sums, and in + within add up to
/// the weight of all routes.
std::unique_ptr<Answer> totals(Reader& reader, const Filter& filter, NamedAreas areas,
                               const std::vector<std::string>& by = {}, const Wanted& wanted = {});

/// Areas of a matrix: where routes begin and end, and what they cross (none: it is not asked).
struct MatrixAreas {
    NamedAreas ends;
    NamedAreas via = {};
};
struct MatrixShape {
    std::vector<std::string> by = {};
    bool wide = false;  ///< A column for each destination; without areas on the way.
};

/// The weights and numbers of the routes from each area to each other, those that have any, sorted
/// by the areas, `by`, and the areas on the way. What begins or ends in none of the areas does so
/// (elsewhere). An end in several areas counts for the first, so the sum is that of all routes, to
/// the last digit.
///
/// With areas on the way the rows of via (all) have each route once, those of (none) the ones that
/// cross no area, and the others what crosses an area, with how many km of all rows lie in it: see
/// crossing() for what that means.
std::unique_ptr<Answer> matrix(Reader& reader, const Filter& filter, MatrixAreas areas,
                               const MatrixShape& shape = {}, const Wanted& wanted = {});

/// What crosses lines, each way: the weights of the routes that go from the left of a line to its
/// right, as seen along it, and from right to left, net (the first less the second) and gross (their
/// sum), and how many crossings and routes these are. A route that crosses twice counts for each
/// crossing, and once among `routes`. Rules for touching are those of Screen (questions/screen.hpp):
/// lines are as drawn, what is on a line is on its left, and a touch is no crossing.
///
/// A row for each of the groups `by` that has a route across, or one for all.
std::unique_ptr<Answer> screenline(Reader& reader, const Filter& filter,
                                   const std::vector<std::vector<geo::LonLat>>& lines,
                                   const std::vector<std::string>& by = {},
                                   const Wanted& wanted = {});

/// Which areas routes cross, in order: a row for each stretch of a route in an area, with its
/// number (`step`), how long it is and how far from the route's start it begins. Areas that overlap
/// have a stretch each. A note says how many routes cross none.
std::unique_ptr<Answer> through(Reader& reader, const Filter& filter, NamedAreas areas,
                                const Wanted& wanted = {});

/// The same added up by sequences, "Kyrgyzstan > Kazakhstan > Russia", each route once; "(none)" are
/// those that cross no area, and `inside_km` is what of all rows lies in the areas. In each of the
/// groups `by` the heaviest first.
std::unique_ptr<Answer> through_paths(Reader& reader, const Filter& filter, NamedAreas areas,
                                      const std::vector<std::string>& by = {},
                                      const Wanted& wanted = {});

/// How much lies in an area, by square kilometre of it (index::area_km2, on the ellipsoid, mended
/// where it is not valid): what begins there, what ends there, or both, when a route counts at each
/// end; of points these, each as 1 if Filter::weight names no column. The last row is for elsewhere,
/// which has no size; nor has an area that was given by its name.
enum class Ends : std::uint8_t { origin, destination, both };
struct DensityShape {
    Ends ends = Ends::both;
    std::vector<std::string> by = {};
};
std::unique_ptr<Answer> density(Reader& reader, const Filter& filter, NamedAreas areas,
                                const DensityShape& shape = {}, const Wanted& wanted = {});

/// The heaviest, in each of the groups `by`: pairs of places, places where routes begin or end, or
/// routes, or the same of areas instead of places. Equally heavy ones are in the order of their
/// names, routes in that of fid. What is not among them is in the last row of each group,
/// "(others)", so that the sum is that of all routes.
struct RankWish {
    enum class Of : std::uint8_t { pair, origin, destination, route };
    Of of = Of::pair;
    std::size_t count = 10;
    NamedAreas areas = {};             ///< None: places. Not for routes.
    std::vector<std::string> by = {};  ///< Not for routes.
};
std::unique_ptr<Answer> rank(Reader& reader, const Filter& filter, RankWish wish,
                             const Wanted& wanted = {});

/// What one SELECT, WITH or EXPLAIN statement answers. Throws Error{Fault::usage} for anything else,
/// and for an answer of more than Wanted::statement_bytes; a store cannot be changed by a question.
std::unique_ptr<Answer> run_sql(Reader& reader, const std::string& sql, const Wanted& wanted = {});

// The same questions in words: what each is called, and what its options say.

/// What --ends and --by say to density() and rank().
Ends ends_in(const QuestionWords& words);
RankWish rank_in(const QuestionWords& words);

/// All of them, in the order of help.
inline constexpr Question questions[] = {
    {.name = "within",
     .help = "the points, lines or polygons in an area, or the points in each of several",
     .needs_one = {&area_option, &areas_option},
     .takes = {&wholly_option, &area_layer_option, &name_option, &by_option, &strict_option},
     .ask =
         [](Reader& reader, const QuestionWords& words) {
             if (words.has(areas_option)) {
                 words.refuse(wholly_option, "points, which --areas is asked for, have no parts");
                 NamedAreas areas = words.areas(areas_option, words.list(by_option));
                 return within_each(reader, words.filter(), std::move(areas), words.limited());
             }
             std::vector<std::string> notes;
             index::Area area = words.area(area_option, notes);
             return within(reader, words.filter(), std::move(area), words.limited(notes),
                           words.has(wholly_option) ? Part::whole : Part::any);
         }},
    {.name = "near",
     .help = "points, lines, polygons or routes no farther than a distance from a position",
     .needs = {&at_option, &within_option},
     .ask =
         [](Reader& reader, const QuestionWords& words) {
             return near(reader, words.filter(), words.position(at_option),
                         words.metres(within_option), words.limited());
         }},
    {.name = "nearest",
     .help = "those that are nearest to it",
     .needs = {&at_option},
     .takes = {&count_option},
     .ask =
         [](Reader& reader, const QuestionWords& words) {
             return nearest(reader, words.filter(), words.position(at_option),
                            words.count(count_option, 10), words.limited());
         }},
    {.name = "crossing",
     .help = "the routes that pass through an area, or each of several",
     .needs_one = {&area_option, &areas_option},
     .takes = {&area_layer_option, &name_option, &by_option, &strict_option},
     .ask =
         [](Reader& reader, const QuestionWords& words) {
             if (words.has(areas_option)) {
                 NamedAreas areas = words.areas(areas_option, words.list(by_option));
                 return crossing_each(reader, words.filter(), std::move(areas), words.limited());
             }
             std::vector<std::string> notes;
             index::Area area = words.area(area_option, notes);
             return crossing(reader, words.filter(), std::move(area), words.limited(notes));
         }},
    {.name = "between",
     .help = "the routes from one area to another",
     .needs = {&from_option, &to_option},
     .takes = {&area_layer_option, &strict_option},
     .ask =
         [](Reader& reader, const QuestionWords& words) {
             std::vector<std::string> notes;
             index::Area from = words.area(from_option, notes);
             index::Area to = words.area(to_option, notes);
             return between(reader, words.filter(), std::move(from), std::move(to),
                            words.limited(notes));
         }},
    {.name = "totals",
     .help = "for each of several areas what comes, goes and stays",
     .needs = {&areas_option},
     .takes = {&area_layer_option, &name_option, &by_option, &strict_option},
     .ask =
         [](Reader& reader, const QuestionWords& words) {
             NamedAreas areas = words.areas(areas_option, words.possible_names());
             const auto by = words.groups(areas);
             return totals(reader, words.filter(), std::move(areas), by, words.limited());
         }},
    {.name = "matrix",
     .help = "how much goes from each of several areas to each other",
     .needs = {&areas_option},
     .takes = {&via_option, &area_layer_option, &name_option, &by_option, &wide_option,
               &strict_option},
     .ask =
         [](Reader& reader, const QuestionWords& words) {
             MatrixAreas areas{.ends = words.areas(areas_option, words.possible_names())};
             if (words.has(via_option)) {
                 areas.via = words.areas(via_option, words.possible_names());
             }
             const MatrixShape shape{.by = words.groups(areas.ends),
                                     .wide = words.has(wide_option)};
             return matrix(reader, words.filter(), std::move(areas), shape, words.limited());
         }},
    {.name = "screenline",
     .help = "how much crosses a line, each way",
     .needs = {&line_option},
     .takes = {&area_layer_option, &by_option},
     .ask =
         [](Reader& reader, const QuestionWords& words) {
             return screenline(reader, words.filter(), words.lines(line_option),
                               words.list(by_option), words.limited());
         }},
    {.name = "through",
     .help = "which areas routes cross, in order, or with --by path each such sequence",
     .needs = {&areas_option},
     .takes = {&area_layer_option, &name_option, &by_option, &strict_option},
     .ask =
         [](Reader& reader, const QuestionWords& words) {
             NamedAreas areas = words.areas(areas_option, words.possible_names());
             std::vector<std::string> by = words.groups(areas);
             if (by.empty()) {
                 return through(reader, words.filter(), std::move(areas), words.limited());
             }
             std::erase(by, "path");
             return through_paths(reader, words.filter(), std::move(areas), by, words.limited());
         }},
    {.name = "density",
     .help = "how much begins or ends, or how many points are, in areas by km2 of them",
     .needs = {&areas_option},
     .takes = {&ends_option, &area_layer_option, &name_option, &by_option, &strict_option},
     .ask =
         [](Reader& reader, const QuestionWords& words) {
             NamedAreas areas = words.areas(areas_option, words.possible_names());
             const DensityShape shape{.ends = ends_in(words), .by = words.groups(areas)};
             return density(reader, words.filter(), std::move(areas), shape, words.limited());
         }},
    {.name = "rank",
     .help = "the heaviest pairs of places or areas, origins, destinations or routes",
     .takes = {&count_option, &areas_option, &area_layer_option, &name_option, &by_option,
               &strict_option},
     .ask =
         [](Reader& reader, const QuestionWords& words) {
             return rank(reader, words.filter(), rank_in(words), words.limited());
         }},
    {.name = "top",
     .help = "the same as rank",
     .takes = {&count_option, &areas_option, &area_layer_option, &name_option, &by_option,
               &strict_option},
     .ask =
         [](Reader& reader, const QuestionWords& words) {
             return rank(reader, words.filter(), rank_in(words), words.limited());
         }},
    {.name = "sql",
     .help = "what a statement selects",
     .needs = {&sql_option},
     .ask =
         [](Reader& reader, const QuestionWords& words) {
             return run_sql(reader, words.text(sql_option), words.limited());
         },
     .has_filter = false},
};

}  // namespace tamga::store
