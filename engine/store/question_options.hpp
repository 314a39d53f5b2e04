// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/question.hpp"

namespace tamga::store {

// What can be said with a question. Whose an option is, its row in query.hpp says.

// Of every question, but for statements.

inline constexpr QuestionOption layer_option{
    .names = "-l,--layer",
    .placeholder = "NAME",
    .help = "the layer, if there are several of the kind."};
inline constexpr QuestionOption time_option{
    .names = "--time",
    .placeholder = "A..B",
    .help =
        "only routes of these periods: A..B, A.., ..B or one; years, dates (2010, "
        "2010-05, 2010-05-03, 03.05.2010) or numbers, or a label as the data has it."};
inline constexpr QuestionOption category_option{
    .names = "--category", .placeholder = "C", .help = "only routes of this category."};
inline constexpr QuestionOption where_option{
    .names = "--where",
    .placeholder = "EXPR",
    .help =
        "only rows for which this holds: \"weight > 1000 and category in ('work', "
        "'study')\", as in tamga bake --help."};
inline constexpr QuestionOption weight_option{
    .names = "--weight",
    .placeholder = "COLUMN",
    .help = "what is added up, instead of the weight; rows without a number in it are left out."};

// Of statements, too.

inline constexpr QuestionOption limit_option{.names = "--limit",
                                             .placeholder = "N",
                                             .help = "no more rows than so many.",
                                             .value = QuestionOption::Value::count_or_none};
inline constexpr QuestionOption offset_option{.names = "--offset",
                                              .placeholder = "N",
                                              .help = "without the first rows, so many.",
                                              .value = QuestionOption::Value::count_or_none};

inline constexpr Question::Options filter_options{&layer_option, &time_option, &category_option,
                                                  &where_option, &weight_option};
inline constexpr Question::Options limit_options{&limit_option, &offset_option};

// Of some.

inline constexpr QuestionOption area_option{
    .names = "--area",
    .placeholder = "AREA",
    .help =
        "a file of polygons, WKT, w,s,e,n (w > e crosses the antimeridian), or the name of a "
        "country or of a unit of it.",
    .value = QuestionOption::Value::file};
inline constexpr QuestionOption areas_option{
    .names = "--areas",
    .placeholder = "FILE",
    .help = "a file of polygons, each for itself, or an AREA.",
    .value = QuestionOption::Value::file};
inline constexpr QuestionOption from_option{.names = "--from",
                                            .placeholder = "AREA",
                                            .help = "where routes start.",
                                            .value = QuestionOption::Value::file};
inline constexpr QuestionOption to_option{.names = "--to",
                                          .placeholder = "AREA",
                                          .help = "where routes end.",
                                          .value = QuestionOption::Value::file};
inline constexpr QuestionOption via_option{
    .names = "--via",
    .placeholder = "FILE",
    .help = "parted by which of these areas routes cross, with the km in each.",
    .value = QuestionOption::Value::file};
inline constexpr QuestionOption line_option{
    .names = "--line",
    .placeholder = "LINE",
    .help =
        "a file of lines or WKT; straight in longitude and latitude, left and right are seen "
        "along it.",
    .value = QuestionOption::Value::file};
inline constexpr QuestionOption ends_option{
    .names = "--ends",
    .placeholder = "WHICH",
    .help = "of routes: origin, destination or both (both)."};
inline constexpr QuestionOption area_layer_option{
    .names = "--area-layer",
    .placeholder = "NAME",
    .help = "the layer of a file of areas that has several; FILE#NAME says the same."};
inline constexpr QuestionOption name_option{
    .names = "--name",
    .placeholder = "COLUMN",
    .help = "what areas are called by (name, NAME, id, iso or their number)."};
inline constexpr QuestionOption strict_option{
    .names = "--strict",
    .placeholder = "",
    .help = "an area that is not valid is an error, and not mended.",
    .value = QuestionOption::Value::flag};
inline constexpr QuestionOption by_option{
    .names = "--by",
    .placeholder = "COLUMNS",
    .help =
        "what the polygons are called by (name), or what is counted apart: time, year, month, "
        "category or another column; several with commas."};
inline constexpr QuestionOption wholly_option{
    .names = "--wholly",
    .placeholder = "",
    .help = "only what is wholly in the area; otherwise any part of it is enough.",
    .value = QuestionOption::Value::flag};
inline constexpr QuestionOption wide_option{
    .names = "--wide",
    .placeholder = "",
    .help = "a column for each destination, with the sums of rows and columns.",
    .value = QuestionOption::Value::flag};
inline constexpr QuestionOption at_option{
    .names = "--at", .placeholder = "LAT,LON", .help = "a position in any notation."};
inline constexpr QuestionOption within_option{
    .names = "--within", .placeholder = "DISTANCE", .help = "50km, 800m, 5mi, 3nmi."};
inline constexpr QuestionOption count_option{.names = "-k",
                                             .placeholder = "N",
                                             .help = "how many (10).",
                                             .value = QuestionOption::Value::count};
inline constexpr QuestionOption sql_option{.names = "",
                                           .placeholder = "SQL",
                                           .help = "one statement that only reads.",
                                           .title = "a statement"};

}  // namespace tamga::store
