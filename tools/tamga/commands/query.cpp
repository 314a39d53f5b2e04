// SPDX-License-Identifier: MIT
//
// tamga query: questions to a store, on the globe.
#include "engine/base/error.hpp"
#include "engine/base/files/check_output.hpp"
#include "engine/base/files/text_output.hpp"
#include "engine/base/side_thread.hpp"
#include "tools/tamga/cli/answer_explanation.hpp"
#include "tools/tamga/cli/answer_layer.hpp"
#include "tools/tamga/cli/answer_writer.hpp"
#include "tools/tamga/cli/common.hpp"
#include "tools/tamga/commands/commands.hpp"
#include "tools/tamga/commands/questions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace tamga::cli {
namespace {

struct Settings {
    CommonSettings common;
    store::QuestionWords asked;
    std::string store;
    std::string question;
    std::optional<double> timeout_s;
    std::string format;
    std::string output;
    std::string temporary;
    bool explain = false;
};

AnswerFormat format_of(const Settings& settings) {
    return answer_format(
        {.format = settings.format, .output = settings.output, .json = settings.common.json});
}

bool is_to_file(const Settings& settings) {
    return !settings.output.empty() && settings.output != "-";
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

/// A store and what it answers, a batch at a time.
///
/// Asks on a thread beside, since no call into SQLite, SpatiaLite or GEOS can be stopped for sure.
class Inquiry {
public:
    explicit Inquiry(const Settings& settings)
        : limit_s_{longest_s(settings)},
          left_{static_cast<std::int64_t>(std::ceil(limit_s_ * 1000))},
          state_{std::make_shared<State>()} {
        state_->question = question_named(settings.question).name;
        run([state = state_, settings] { begin(*state, settings); }, nothing_written);
    }

    static constexpr std::string_view nothing_written = "; nothing was written";

    const store::Answer& answer() const { return *state_->answer; }
    /// How its rows so far were found.
    const store::Explanation& explanation() const { return state_->reader->explanation(); }
    /// How long the store took.
    double took_s() const { return took_s_; }
    /// Its next rows; none after the last.
    const model::Features& batch() const { return state_->batch; }

    /// Goes on to the next batch; `outcome` is what it comes to if the process is asked to stop.
    void next(std::string_view outcome) {
        run([state = state_] { read(*state); }, outcome);
    }

private:
    struct State {
        std::string question = {};
        std::mutex mutex = {};                       // Both threads want the reader.
        std::unique_ptr<store::Reader> reader = {};  ///< As soon as it is open.
        std::unique_ptr<store::Answer> answer = {};
        model::Features batch = {};
    };

    static void begin(State& state, const Settings& settings) {
        auto reader = store::open(settings.store);
        {
            const std::scoped_lock lock{state.mutex};
            state.reader = std::move(reader);
        }
        state.answer = in_context(state.question, [&] {
            return question_named(state.question).ask(*state.reader, settings.asked);
        });
        read(state);
    }

    static void read(State& state) {
        in_context(state.question, [&] { state.batch = state.answer->next(); });
    }

    /// What the store needs counts, and not what it takes to write.
    void run(std::function<void()> work, std::string_view outcome) {
        using Clock = std::chrono::steady_clock;
        const Clock::time_point begin = Clock::now();
        if (!beside_.run_for(std::move(work), left_, outcome)) {
            give_up(outcome);
        }
        const Clock::duration took = Clock::now() - begin;
        left_ -= std::chrono::duration_cast<Milliseconds>(took);
        took_s_ += std::chrono::duration<double>(took).count();
    }

    [[noreturn]] void give_up(std::string_view outcome) {
        {
            const std::scoped_lock lock{state_->mutex};
            if (state_->reader != nullptr) {
                state_->reader->stop();
            }
        }
        constexpr Milliseconds moment{500};
        beside_.ends_within(moment, outcome);
        throw Error{Fault::input,
                    fmt::format("{}: no answer within {} s; a recursion may have no end, or a join "
                                "no condition; --timeout SECONDS allows more, and 0 any time",
                                state_->question, limit_s_)};
    }

    using Milliseconds = std::chrono::milliseconds;

    double limit_s_;
    Milliseconds left_;  ///< Of the limit.
    double took_s_ = 0;
    std::shared_ptr<State> state_;  // Shared with the thread, which may be the last to have it.
    base::SideThread beside_;
};

/// Gives all rows to a writer, and returns how many there were.
std::uint64_t write(Inquiry& inquiry, AnswerWriter& writer, std::string_view outcome) {
    std::uint64_t rows = 0;
    writer.begin();
    while (!inquiry.batch().empty()) {
        const model::Features& batch = inquiry.batch();
        for (std::size_t i = 0; i < batch.size(); ++i) {
            writer.add(batch[i]);
        }
        rows += batch.size();
        inquiry.next(outcome);
    }
    writer.end(inquiry.answer().notes());
    return rows;
}

struct Written {
    std::uint64_t rows = 0;
    std::vector<std::string> remarks = {};
};

Written write(Inquiry& inquiry, const Settings& settings, Io& io) {
    const AnswerFormat format = format_of(settings);
    const std::vector<store::Column>& columns = inquiry.answer().columns();
    if (is_layer(format)) {
        AnswerLayer layer{
            columns, {.path = settings.output, .format = format, .temporary = settings.temporary}};
        const std::uint64_t rows = write(inquiry, layer, Inquiry::nothing_written);
        return {.rows = rows, .remarks = layer.remarks()};
    }
    if (!is_to_file(settings)) {
        // A table is written at its end.
        const bool shows = format != AnswerFormat::table;
        const auto writer = answer_writer(format, columns, io.out, settings.temporary);
        return {.rows = write(inquiry, *writer, shows ? "" : Inquiry::nothing_written)};
    }
    base::TextOutput file{settings.output};
    std::ostream out{&file};
    out.exceptions(std::ios::badbit);
    const auto writer = answer_writer(format, columns, out, settings.temporary);
    const std::uint64_t rows = write(inquiry, *writer, Inquiry::nothing_written);
    file.commit();
    return {.rows = rows};
}

void check_output(const Settings& settings, AnswerFormat format) {
    if (!is_to_file(settings)) {
        return;
    }
    base::check_output(settings.output, settings.common.force,
                       is_layer(format) ? base::OutputKind::whole : base::OutputKind::stream);
    std::vector<std::string> needed = files_of(settings.asked);
    needed.push_back(settings.store);
    base::check_apart("-o", settings.output, needed);
}

void explain(const Inquiry& inquiry, const Settings& settings, Explained explained, Io& io) {
    explained.question = settings.question;
    explained.answers = question_named(settings.question).help;
    explained.found = inquiry.explanation();
    explained.writing_s = std::max(explained.writing_s - inquiry.took_s(), 0.0);
    explained.asking_s = inquiry.took_s();
    io.err << explanation_json(explained, inquiry.answer().notes()) << '\n';
}

int run(const Settings& settings, Io& io) {
    check_asked(question_named(settings.question), settings.asked);
    const AnswerFormat format = format_of(settings);
    check_output(settings, format);
    Settings wanting = settings;
    wanting.asked.wanted.geometry = has_geometry(format);
    using Clock = std::chrono::steady_clock;
    const Clock::time_point begin = Clock::now();
    Inquiry inquiry{wanting};
    const Written written = write(inquiry, settings, io);
    const std::chrono::duration<double> took = Clock::now() - begin;
    if (!settings.common.quiet) {
        for (const auto* notes : {&inquiry.answer().notes(), &written.remarks}) {
            for (const std::string& note : *notes) {
                io.err << note << '\n';
            }
        }
    }
    if (settings.explain) {
        explain(inquiry, settings, {.rows = written.rows, .writing_s = took.count()}, io);
    }
    if (settings.common.verbose) {
        io.err << fmt::format("{} rows\n", written.rows);
    }
    return 0;
}

void define(Options& options, Settings& settings) {
    options.operand("STORE", settings.store, "What tamga ingest made: a file, or postgresql://...");
    add_asking(options, settings.question, settings.asked);
    options.choice({"--format", "FORMAT",
                    "table, csv, geojson, geojsonl (a feature a line), jsonl (an object a line), "
                    "gpkg or flatgeobuf (as -o ends, else table)."},
                   settings.format, answer_formats());
    options.option({"-o,--output", "FILE",
                    "Write to a file instead of stdout (-). Its ending is one of " +
                        answer_endings() + ", unless --format says what it is."},
                   settings.output);
    options.option({"--temporary", "DIR",
                    "Where rows wait that are written after the last is known: those of a table, "
                    "gpkg and flatgeobuf (TMPDIR, else /tmp)."},
                   settings.temporary);
    options.flag("--explain", settings.explain,
                 "Say on stderr, in a line of JSON, how it was answered: layer, index, candidates, "
                 "rows, seconds, caveats.");
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
