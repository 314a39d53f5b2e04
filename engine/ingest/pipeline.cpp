// SPDX-License-Identifier: MIT
#include "engine/ingest/pipeline.hpp"

#include "engine/base/error.hpp"
#include "engine/base/huge_pages.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/ingest/columns.hpp"
#include "engine/ingest/input.hpp"

#include <fmt/format.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <exception>
#include <optional>
#include <utility>
#include <vector>

namespace tamga::ingest {
namespace {

/// What passes along the pipeline. An error of the first stage waits for its turn at the last.
struct Token {
    Job job = {};
    std::exception_ptr failure = {};
    Finish finish = {};
    Tally tally = {};
    std::optional<SeenColumns> columns = {};
    std::size_t bytes_behind = 0;
};

Token next_token(const Stages& stages) {
    base::stop_if_interrupted();
    Token token;
    try {
        token.job = stages.next();
    } catch (const Error&) {
        token.failure = std::current_exception();
    }
    return token;
}

void parse(Token& token, const Source& source, const Work& work) {
    if (token.job) {
        Batch batch = token.job();
        token.job = {};
        token.tally = std::move(batch.tally);
        token.bytes_behind = batch.bytes_behind;
        if (!source.columns.empty()) {
            token.columns.emplace(source.columns).look(batch.features);
        }
        if (!batch.features.empty()) {
            token.finish = work(std::move(batch.features));
        }
    }
}

void refuse_bad_records(const Source& source, const Tally& tally) {
    if (source.strict && tally.bad > 0) {
        const BadRecord& first = tally.first_bad.front();
        throw Error{Fault::input,
                    fmt::format("{}:{}: {}", called(source.path), first.record, first.reason)};
    }
    if (source.strict && tally.lost_parts > 0) {
        const LostPart& first = tally.first_lost.front();
        throw Error{Fault::input,
                    fmt::format("{}:{}: {}", called(source.path), first.record, first.reason)};
    }
}

}  // namespace

Summary run(const Source& source, const Stages& stages, const Work& work) {
    const int threads = source.threads > 0 ? source.threads : tbb::info::default_concurrency();
    // oneTBB passes pointers only: after an error it forgets what still waits for its turn. Tokens
    // leave in order, so the one that had a place before is gone when it comes round again.
    std::vector<Token> tokens(static_cast<std::size_t>(threads) * 2);
    std::size_t next = 0;
    Tally total;
    SeenColumns columns{source.columns};
    bool ended = false;
    const auto cut = [&](tbb::flow_control& flow) {
        Token& token = tokens[next++ % tokens.size()];
        token = ended ? Token{} : next_token(stages);
        ended = !token.job;  // An error ends it, too.
        if (ended && !token.failure) {
            flow.stop();
        }
        return &token;
    };
    const auto work_on = [&](Token* token) {
        base::prepare_heap();
        parse(*token, source, work);
        return token;
    };
    const auto finish = [&](Token* passing) {
        const Token token = std::exchange(*passing, {});
        if (token.failure) {
            std::rethrow_exception(token.failure);
        }
        refuse_bad_records(source, token.tally);
        total.add(token.tally);
        if (token.columns) {
            columns.add(*token.columns);
        }
        if (token.finish) {
            token.finish();
        }
        stages.release(token.bytes_behind);
    };
    std::optional<tbb::global_control> more;  // Without it, oneTBB prints that it ignores the wish.
    if (threads > tbb::info::default_concurrency()) {
        more.emplace(tbb::global_control::max_allowed_parallelism,
                     static_cast<std::size_t>(threads));
    }
    tbb::task_arena{threads}.execute([&] {
        using tbb::filter_mode;
        tbb::parallel_pipeline(
            tokens.size(),
            tbb::make_filter<void, Token*>(filter_mode::serial_in_order, cut) &
                tbb::make_filter<Token*, Token*>(filter_mode::parallel, work_on) &
                tbb::make_filter<Token*, void>(filter_mode::serial_in_order, finish));
    });
    columns.require_all(source);
    return total.summary();
}

}  // namespace tamga::ingest
