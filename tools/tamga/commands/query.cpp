// SPDX-License-Identifier: MIT
//
// tamga query: questions to a store, on the globe.
#include "engine/store/query.hpp"
#include "engine/base/check_output.hpp"
#include "engine/base/error.hpp"
#include "engine/base/output_file.hpp"
#include "engine/base/side_thread.hpp"
#include "engine/geo/coordinate_text.hpp"
#include "engine/route/columns.hpp"
#include "tools/tamga/cli/answer_writer.hpp"
#include "tools/tamga/cli/common.hpp"
#include "tools/tamga/commands/commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <ostream>
#include <sstream>
#include <utility>

namespace tamga::cli {
namespace {

struct Settings {
    CommonSettings common;
    store::Filter filter;
    std::string store;
    std::string question;
    std::string sql;
    std::string area;
    std::string from;
    std::string to;
    std::string at;
    std::string within;
    int count = 10;
    std::string areas;
    std::string by;
    std::string gazetteer;
    std::string format;
    std::string output;
};

const std::string& needed(const std::string& value, const char* option) {
    if (value.empty()) {
        throw Error{Fault::usage, std::string{"this question needs "} + option};
    }
    return value;
}

index::Area area(const std::string& text, const char* option, const Settings& settings) {
    needed(text, option);
    return in_context(option, [&] { return store::parse_area(text, settings.gazetteer); });
}

geo::LonLat position(const Settings& settings) {
    const std::string& text = needed(settings.at, "--at LAT,LON");
    return in_context("--at", [&] { return geo::parse_coordinate(text).position; });
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

using Ask = store::Answer (*)(store::Store&, const Settings&);

struct Question {
    std::string_view name;
    Ask ask;
};

store::Answer ask_nearest(store::Store& store, const Settings& settings) {
    if (settings.count < 1) {
        throw Error{Fault::usage, fmt::format("-k is {}; it is 1 or more", settings.count)};
    }
    return store::nearest(store, settings.filter, position(settings),
                          static_cast<std::size_t>(settings.count));
}

store::Answer ask_totals(store::Store& store, const Settings& settings) {
    const auto areas = store::read_areas(needed(settings.areas, "--areas FILE"), settings.by);
    return store::totals(store, settings.filter, areas);
}

constexpr std::array<Question, 7> questions{{
    {"within",
     [](store::Store& store, const Settings& settings) {
         return store::within(store, settings.filter, area(settings.area, "--area", settings));
     }},
    {"near",
     [](store::Store& store, const Settings& settings) {
         const double radius_m = metres(needed(settings.within, "--within DISTANCE"));
         return store::near(store, settings.filter, position(settings), radius_m);
     }},
    {"nearest", ask_nearest},
    {"crossing",
     [](store::Store& store, const Settings& settings) {
         return store::crossing(store, settings.filter, area(settings.area, "--area", settings));
     }},
    {"between",
     [](store::Store& store, const Settings& settings) {
         return store::between(store, settings.filter, area(settings.from, "--from", settings),
                               area(settings.to, "--to", settings));
     }},
    {"totals", ask_totals},
    {"sql",
     [](store::Store& store, const Settings& settings) {
         return store::run_sql(store, needed(settings.sql, "a statement"));
     }},
}};

std::vector<std::string> question_names() {
    std::vector<std::string> names;
    std::ranges::transform(questions, std::back_inserter(names),
                           [](const Question& question) { return std::string{question.name}; });
    return names;
}

AnswerFormat format_of(const Settings& settings) {
    if (settings.common.json) {
        return AnswerFormat::json;
    }
    if (!settings.format.empty()) {
        return answer_format(settings.format);
    }
    const std::string& path = settings.output;
    return path.ends_with(".csv")                                  ? AnswerFormat::csv
           : path.ends_with(".geojson") || path.ends_with(".json") ? AnswerFormat::geojson
                                                                   : AnswerFormat::table;
}

void write(const store::Answer& answer, const Settings& settings, Io& io) {
    if (settings.output.empty()) {
        write_answer(answer, format_of(settings), io.out);
        return;
    }
    std::ostringstream text;
    write_answer(answer, format_of(settings), text);
    base::write_output(settings.output, text.str());
}

/// Asks on a thread beside, since no call into SQLite, SpatiaLite or GEOS can be stopped for sure.
store::Answer answer_to(const Settings& settings) {
    auto answer = std::make_shared<store::Answer>();
    base::SideThread{}.run([answer, settings] {
        store::Store store{settings.store};
        const auto question = std::ranges::find(questions, settings.question, &Question::name);
        *answer = in_context(settings.question, [&] { return question->ask(store, settings); });
    });
    return std::move(*answer);
}

int run(const Settings& settings, Io& io) {
    if (!settings.output.empty()) {
        base::check_output(settings.output, settings.common.force, base::OutputKind::stream);
        base::check_apart("-o", settings.output,
                          std::array{settings.store, settings.gazetteer, settings.area,
                                     settings.from, settings.to, settings.areas});
    }
    if (!settings.sql.empty() && settings.question != "sql") {
        throw Error{Fault::usage, "only the question sql takes a statement"};
    }
    const store::Answer answer = answer_to(settings);
    write(answer, settings, io);
    if (!settings.common.quiet) {
        for (const std::string& note : answer.notes) {
            io.err << note << '\n';
        }
    }
    if (settings.common.verbose) {
        io.err << fmt::format("{} rows\n", answer.rows.size());
    }
    return 0;
}

void define(Options& options, Settings& settings) {
    options.operand("STORE", settings.store, "A file made by tamga ingest.");
    options.operand_choice("QUESTION", settings.question, question_names(),
                           "within, near, nearest, crossing, between, totals or sql.");
    options.operand("SQL", settings.sql, "For sql: one statement that only reads.", false);
    options.option({"--area", "AREA",
                    "For within and crossing: a file of polygons, WKT, w,s,e,n (w > e crosses the "
                    "antimeridian), or the name of a country or of a unit of it."},
                   settings.area);
    options.option({"--from", "AREA", "For between: where routes start."}, settings.from);
    options.option({"--to", "AREA", "For between: where routes end."}, settings.to);
    options.option({"--at", "LAT,LON", "For near and nearest: a position in any notation."},
                   settings.at);
    options.option({"--within", "DISTANCE", "For near: 50km, 800m, 5mi, 3nmi."}, settings.within);
    options.option({"-k", "N", "For nearest: how many (10)."}, settings.count);
    options.option({"--areas", "FILE", "For totals: a file of polygons."}, settings.areas);
    options.option({"--by", "COLUMN", "For totals: what the polygons are called by (name)."},
                   settings.by);
    options.option({"-g,--gazetteer", "FILE",
                    "Where names of areas are looked up (the one that tamga gazetteer info "
                    "describes, if there is one)."},
                   settings.gazetteer);
    options.option({"-l,--layer", "NAME", "The layer, if there are several of the kind."},
                   settings.filter.layer);
    options.option({"--time", "A..B", "Only routes of these periods; A.. and ..B work too."},
                   settings.filter.time);
    options.option({"--where", "EXPR",
                    "Only rows for which this holds: \"weight > 1000 and category in ('work', "
                    "'study')\", as in tamga bake --help."},
                   settings.filter.where);
    options.choice({"--format", "FORMAT", "table, csv or geojson (table, or as -o ends)."},
                   settings.format, {"table", "csv", "geojson"});
    options.option({"-o,--output", "FILE", "Write to a file instead of stdout."}, settings.output);
    add_force(options, settings.common);
    add_json(options, settings.common);
    add_talk(options, settings.common);
}

}  // namespace

Command query_command() {
    return {.name = "query",
            .summary = "Ask a store which points and routes are where, measured on the globe.",
            .example =
                "Example: tamga query store.sqlite nearest --at 41.20438,74.766098 -k 3\n"
                "         tamga query store.sqlite crossing --area Kyrgyzstan",
            .define = [](Options& options) -> Run {
                auto settings = std::make_shared<Settings>();
                define(options, *settings);
                return [settings](Io& io) { return run(*settings, io); };
            }};
}

}  // namespace tamga::cli
