// SPDX-License-Identifier: MIT
#pragma once

#include "engine/index/area.hpp"
#include "engine/store/answer.hpp"
#include "engine/store/area_text.hpp"
#include "engine/store/filter.hpp"
#include "engine/store/question.hpp"
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

// The same questions in words: what each is called, and what its options say.

inline constexpr QuestionOption area_option{
    .names = "--area",
    .placeholder = "AREA",
    .help =
        "a file of polygons, WKT, w,s,e,n (w > e crosses the antimeridian), or the name of a "
        "country or of a unit of it.",
    .value = QuestionOption::Value::file};
inline constexpr QuestionOption from_option{.names = "--from",
                                            .placeholder = "AREA",
                                            .help = "where routes start.",
                                            .value = QuestionOption::Value::file};
inline constexpr QuestionOption to_option{.names = "--to",
                                          .placeholder = "AREA",
                                          .help = "where routes end.",
                                          .value = QuestionOption::Value::file};
inline constexpr QuestionOption at_option{
    .names = "--at", .placeholder = "LAT,LON", .help = "a position in any notation."};
inline constexpr QuestionOption within_option{
    .names = "--within", .placeholder = "DISTANCE", .help = "50km, 800m, 5mi, 3nmi."};
inline constexpr QuestionOption count_option{.names = "-k",
                                             .placeholder = "N",
                                             .help = "how many (10).",
                                             .value = QuestionOption::Value::count};
inline constexpr QuestionOption areas_option{.names = "--areas",
                                             .placeholder = "FILE",
                                             .help = "a file of polygons.",
                                             .value = QuestionOption::Value::file};
inline constexpr QuestionOption by_option{
    .names = "--by", .placeholder = "COLUMN", .help = "what the polygons are called by (name)."};
inline constexpr QuestionOption sql_option{.names = "",
                                           .placeholder = "SQL",
                                           .help = "one statement that only reads.",
                                           .title = "a statement"};

/// All of them, in the order of help.
inline constexpr Question questions[] = {
    {.name = "within",
     .help = "the points in an area",
     .needs = {&area_option},
     .ask =
         [](Reader& reader, const QuestionWords& words) {
             return within(reader, words.filter, words.area(area_option), words.wanted);
         }},
    {.name = "near",
     .help = "points or routes no farther than a distance from a position",
     .needs = {&at_option, &within_option},
     .ask =
         [](Reader& reader, const QuestionWords& words) {
             return near(reader, words.filter, words.position(at_option),
                         words.metres(within_option), words.wanted);
         }},
    {.name = "nearest",
     .help = "the points or routes that are nearest to it",
     .needs = {&at_option},
     .takes = {&count_option},
     .ask =
         [](Reader& reader, const QuestionWords& words) {
             return nearest(reader, words.filter, words.position(at_option),
                            words.count(count_option, 10), words.wanted);
         }},
    {.name = "crossing",
     .help = "the routes that pass through an area",
     .needs = {&area_option},
     .ask =
         [](Reader& reader, const QuestionWords& words) {
             return crossing(reader, words.filter, words.area(area_option), words.wanted);
         }},
    {.name = "between",
     .help = "the routes from one area to another",
     .needs = {&from_option, &to_option},
     .ask =
         [](Reader& reader, const QuestionWords& words) {
             return between(reader, words.filter, words.area(from_option), words.area(to_option),
                            words.wanted);
         }},
    {.name = "totals",
     .help = "for each of several areas what comes, goes and stays",
     .needs = {&areas_option},
     .takes = {&by_option},
     .ask =
         [](Reader& reader, const QuestionWords& words) {
             return totals(reader, words.filter,
                           read_areas(words.text(areas_option), words.text(by_option)),
                           words.wanted);
         }},
    {.name = "sql",
     .help = "what a statement selects",
     .needs = {&sql_option},
     .ask =
         [](Reader& reader, const QuestionWords& words) {
             return run_sql(reader, words.text(sql_option), words.wanted);
         }},
};

}  // namespace tamga::store
