// SPDX-License-Identifier: MIT
#include "tools/tamga/commands/questions.hpp"

#include "engine/base/error.hpp"
#include "engine/coordinate/read.hpp"
#include "engine/route/table/columns.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>

namespace tamga::cli {
namespace {

constexpr QuestionOption area_option{
    "--area", "AREA",
    "a file of polygons, WKT, w,s,e,n (w > e crosses the antimeridian), or the name of a country "
    "or of a unit of it.",
    &QuestionWords::area};
constexpr QuestionOption from_option{"--from", "AREA", "where routes start.", &QuestionWords::from};
constexpr QuestionOption to_option{"--to", "AREA", "where routes end.", &QuestionWords::to};
constexpr QuestionOption at_option{"--at", "LAT,LON", "a position in any notation.",
                                   &QuestionWords::at};
constexpr QuestionOption within_option{"--within", "DISTANCE", "50km, 800m, 5mi, 3nmi.",
                                       &QuestionWords::within};
constexpr QuestionOption count_option{"-k", "N", "how many (10).", &QuestionWords::count};
constexpr QuestionOption areas_option{"--areas", "FILE", "a file of polygons.",
                                      &QuestionWords::areas};
constexpr QuestionOption by_option{"--by", "COLUMN", "what the polygons are called by (name).",
                                   &QuestionWords::by};
constexpr QuestionOption sql_option{"", "SQL", "one statement that only reads.",
                                    &QuestionWords::sql, "a statement"};

/// In the order of help.
constexpr std::array all_options{&sql_option,   &area_option,  &from_option,
                                 &to_option,    &at_option,    &within_option,
                                 &count_option, &areas_option, &by_option};

index::Area area(const std::string& text, const char* option, const QuestionWords& asked) {
    return in_context(option, [&] { return store::parse_area(text, asked.gazetteer); });
}

geo::LonLat position(const QuestionWords& asked) {
    return in_context("--at", [&] { return coordinate::parse(asked.at).position; });
}

/// "50km", "800m", "12 nmi", "5mi", or metres.
double metres(const std::string& text) {
    constexpr std::array<std::pair<std::string_view, double>, 4> units{
        {{"km", 1000}, {"nmi", 1852}, {"mi", 1609.344}, {"m", 1}}};
    std::string_view number = text;
    double unit_m = 1;
    for (const auto& [name, size_m] : units) {
        if (number.ends_with(name)) {
            number.remove_suffix(name.size());
            unit_m = size_m;
            break;
        }
    }
    const auto value = route::number_of(model::Value{number});
    if (!value || !(*value >= 0)) {
        throw Error{
            Fault::usage,
            "--within takes a distance such as 50km, 800m, 5mi or 3nmi, not '" + text + "'"};
    }
    return *value * unit_m;
}

using Asked = std::unique_ptr<store::Answer>;

Asked ask_within(store::Reader& store, const QuestionWords& asked) {
    return store::within(store, asked.filter, area(asked.area, "--area", asked), asked.wanted);
}

Asked ask_near(store::Reader& store, const QuestionWords& asked) {
    return store::near(store, asked.filter, position(asked), metres(asked.within), asked.wanted);
}

Asked ask_nearest(store::Reader& store, const QuestionWords& asked) {
    const int count = asked.count.value_or(10);
    if (count < 1) {
        throw Error{Fault::usage, fmt::format("-k is {}; it is 1 or more", count)};
    }
    return store::nearest(store, asked.filter, position(asked), static_cast<std::size_t>(count),
                          asked.wanted);
}

Asked ask_crossing(store::Reader& store, const QuestionWords& asked) {
    return store::crossing(store, asked.filter, area(asked.area, "--area", asked), asked.wanted);
}

Asked ask_between(store::Reader& store, const QuestionWords& asked) {
    return store::between(store, asked.filter, area(asked.from, "--from", asked),
                          area(asked.to, "--to", asked), asked.wanted);
}

Asked ask_totals(store::Reader& store, const QuestionWords& asked) {
    return store::totals(store, asked.filter, store::read_areas(asked.areas, asked.by),
                         asked.wanted);
}

Asked ask_sql(store::Reader& store, const QuestionWords& asked) {
    return store::run_sql(store, asked.sql, asked.wanted);
}

bool is_given(const QuestionOption& option, const QuestionWords& asked) {
    return std::visit(
        [&](auto member) {
            if constexpr (std::is_same_v<decltype(member), std::string QuestionWords::*>) {
                return !(asked.*member).empty();
            } else {
                return (asked.*member).has_value();
            }
        },
        option.member);
}

bool has(const std::vector<const QuestionOption*>& options, const QuestionOption& option) {
    return std::ranges::find(options, &option) != options.end();
}

/// "near and nearest": the questions that an option is for.
std::string askers(const QuestionOption& option) {
    std::vector<std::string_view> names;
    for (const Question& question : questions()) {
        if (has(question.needs, option) || has(question.takes, option)) {
            names.push_back(question.name);
        }
    }
    return fmt::format("{}", fmt::join(names, " and "));
}

}  // namespace

std::span<const Question> questions() {
    static const std::array all{
        Question{.name = "within",
                 .help = "the points in an area",
                 .needs = {&area_option},
                 .takes = {},
                 .ask = ask_within},
        Question{.name = "near",
                 .help = "points or routes no farther than a distance from a position",
                 .needs = {&at_option, &within_option},
                 .takes = {},
                 .ask = ask_near},
        Question{.name = "nearest",
                 .help = "the points or routes that are nearest to it",
                 .needs = {&at_option},
                 .takes = {&count_option},
                 .ask = ask_nearest},
        Question{.name = "crossing",
                 .help = "the routes that pass through an area",
                 .needs = {&area_option},
                 .takes = {},
                 .ask = ask_crossing},
        Question{.name = "between",
                 .help = "the routes from one area to another",
                 .needs = {&from_option, &to_option},
                 .takes = {},
                 .ask = ask_between},
        Question{.name = "totals",
                 .help = "for each of several areas what comes, goes and stays",
                 .needs = {&areas_option},
                 .takes = {&by_option},
                 .ask = ask_totals},
        Question{.name = "sql",
                 .help = "what a statement selects",
                 .needs = {&sql_option},
                 .takes = {},
                 .ask = ask_sql},
    };
    return all;
}

const Question& question_named(std::string_view name) {
    return *std::ranges::find(questions(), name, &Question::name);
}

std::vector<std::string> question_names() {
    std::vector<std::string> names;
    for (const Question& question : questions()) {
        names.emplace_back(question.name);
    }
    return names;
}

std::string questions_help() {
    std::string help;
    for (const Question& question : questions()) {
        help += fmt::format("{}{}: {}", help.empty() ? "" : "; ", question.name, question.help);
    }
    return help + '.';
}

void add_question_options(Options& options, QuestionWords& asked) {
    for (const QuestionOption* option : all_options) {
        const std::string help = fmt::format("For {}: {}", askers(*option), option->help);
        const std::string placeholder{option->placeholder};
        if (option->names.empty()) {
            options.operand(placeholder,
                            asked.*std::get<std::string QuestionWords::*>(option->member), help,
                            false);
            continue;
        }
        std::visit(
            [&](auto member) {
                options.option({std::string{option->names}, placeholder, help}, asked.*member);
            },
            option->member);
    }
}

void check_asked(const Question& question, const QuestionWords& asked) {
    for (const QuestionOption* option : all_options) {
        const std::string name = option->title.empty()
                                     ? fmt::format("{} {}", option->names, option->placeholder)
                                     : std::string{option->title};
        const bool given = is_given(*option, asked);
        if (!given && has(question.needs, *option)) {
            throw Error{Fault::usage,
                        fmt::format("{}: this question needs {}", question.name, name)};
        }
        if (given && !has(question.needs, *option) && !has(question.takes, *option)) {
            throw Error{Fault::usage, fmt::format("{} is for {}, not for {}", name, askers(*option),
                                                  question.name)};
        }
    }
}

}  // namespace tamga::cli
