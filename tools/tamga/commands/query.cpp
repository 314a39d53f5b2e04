// SPDX-License-Identifier: MIT
//
// tamga query: questions to a store, on the globe.
#include "engine/base/error.hpp"
#include "engine/base/files/check_output.hpp"
#include "engine/base/files/output_file.hpp"
#include "engine/base/side_thread.hpp"
#include "tools/tamga/cli/answer_writer.hpp"
#include "tools/tamga/cli/common.hpp"
#include "tools/tamga/commands/commands.hpp"
#include "tools/tamga/commands/questions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <sstream>
#include <utility>

namespace tamga::cli {
namespace {

struct Settings {
    CommonSettings common;
    QuestionWords asked;
    std::string store;
    std::string question;
    std::optional<double> timeout_s;
    std::string format;
    std::string output;
};

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

/// A question that is being asked on a thread beside, since no call into SQLite, SpatiaLite or GEOS
/// can be stopped for sure.
struct Asked {
    store::Answer answer;
    std::mutex mutex;                     ///< For the store: both threads want it.
    std::shared_ptr<store::Store> store;  ///< As soon as it is open.
};

void ask(Asked& asked, const Settings& settings) {
    auto store = std::make_shared<store::Store>(settings.store);
    {
        const std::scoped_lock lock{asked.mutex};
        asked.store = store;
    }
    const Question& question = question_named(settings.question);
    asked.answer = in_context(question.name, [&] { return question.ask(*store, settings.asked); });
}

/// How long an answer may take: that of a statement may have no end.
double longest_s(const Settings& settings) {
    constexpr double longest_statement_s = 60;
    const double wished =
        settings.timeout_s.value_or(settings.question == "sql" ? longest_statement_s : 0);
    if (!(wished >= 0)) {
        throw Error{Fault::usage, fmt::format("--timeout is {}; it is 0 seconds or more", wished)};
    }
    constexpr double day_s = 86'400;
    return wished == 0 ? 365 * day_s : std::min(wished, 365 * day_s);
}

store::Answer answer_to(const Settings& settings) {
    const double limit_s = longest_s(settings);
    auto asked = std::make_shared<Asked>();
    base::SideThread thread;
    using Milliseconds = std::chrono::milliseconds;
    const Milliseconds limit{static_cast<std::int64_t>(std::ceil(limit_s * 1000))};
    if (thread.run_for([asked, settings] { ask(*asked, settings); }, limit)) {
        return std::move(asked->answer);
    }
    {
        const std::scoped_lock lock{asked->mutex};
        if (asked->store != nullptr) {
            asked->store->stop();
        }
    }
    constexpr Milliseconds moment{500};
    thread.ends_within(moment);
    throw Error{Fault::input,
                fmt::format("{}: no answer within {} s; a recursion may have no end, or a join no "
                            "condition; --timeout SECONDS allows more, and 0 any time",
                            settings.question, limit_s)};
}

int run(const Settings& settings, Io& io) {
    check_asked(question_named(settings.question), settings.asked);
    if (!settings.output.empty()) {
        base::check_output(settings.output, settings.common.force, base::OutputKind::stream);
        const QuestionWords& asked = settings.asked;
        base::check_apart("-o", settings.output,
                          std::array{settings.store, asked.gazetteer, asked.area, asked.from,
                                     asked.to, asked.areas});
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
    options.operand_choice("QUESTION", settings.question, question_names(), questions_help());
    add_question_options(options, settings.asked);
    options.option({"-g,--gazetteer", "FILE",
                    "Where names of areas are looked up (the one that tamga gazetteer info "
                    "describes, if there is one)."},
                   settings.asked.gazetteer);
    options.option({"-l,--layer", "NAME", "The layer, if there are several of the kind."},
                   settings.asked.filter.layer);
    options.option({"--time", "A..B",
                    "Only routes of these periods: A..B, A.., ..B or one; years, dates (2010, "
                    "2010-05, 2010-05-03, 03.05.2010) or numbers, or a label as the data has it."},
                   settings.asked.filter.time);
    options.option({"--where", "EXPR",
                    "Only rows for which this holds: \"weight > 1000 and category in ('work', "
                    "'study')\", as in tamga bake --help."},
                   settings.asked.filter.where);
    options.choice({"--format", "FORMAT", "table, csv or geojson (table, or as -o ends)."},
                   settings.format, {"table", "csv", "geojson"});
    options.option({"-o,--output", "FILE", "Write to a file instead of stdout."}, settings.output);
    options.option({"--timeout", "S",
                    "Give up if there is no answer within so many seconds; 0 is never (60 for "
                    "sql, else 0)."},
                   settings.timeout_s);
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
