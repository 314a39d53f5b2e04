// SPDX-License-Identifier: MIT
#include "engine/ingest/pipeline.hpp"

#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"

#include <fmt/format.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <exception>
#include <optional>
#include <utility>

namespace tamga::ingest {
namespace {

/// What passes along the pipeline. An error of the first stage waits for its turn at the last.
struct Token {
    Job job = {};
    std::exception_ptr failure = {};
    Finish finish = {};
    Tally tally = {};
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

Token parse(Token token, const Work& work) {
    if (token.job) {
        Batch batch = token.job();
        token.tally = std::move(batch.tally);
        token.bytes_behind = batch.bytes_behind;
        if (!batch.features.empty()) {
            token.finish = work(std::move(batch.features));
        }
    }
    return token;
}

void refuse_bad_records(const Source& source, const Tally& tally) {
    if (source.strict && tally.bad > 0) {
        const BadRecord& first = tally.first_bad.front();
        throw Error{Fault::input,
                    fmt::format("{}:{}: {}", source.path, first.record, first.reason)};
    }
}

}  // namespace

Summary run(const Source& source, const Stages& stages, const Work& work) {
    const int threads = source.threads > 0 ? source.threads : tbb::info::default_concurrency();
    Tally total;
    bool ended = false;
    const auto cut = [&](tbb::flow_control& flow) {
        Token token = ended ? Token{} : next_token(stages);
        ended = !token.job;  // An error ends it, too.
        if (ended && !token.failure) {
            flow.stop();
        }
        return token;
    };
    const auto finish = [&](const Token& token) {
        if (token.failure) {
            std::rethrow_exception(token.failure);
        }
        refuse_bad_records(source, token.tally);
        total.add(token.tally);
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
        tbb::parallel_pipeline(
            static_cast<std::size_t>(threads) * 2,
            tbb::make_filter<void, Token>(tbb::filter_mode::serial_in_order, cut) &
                tbb::make_filter<Token, Token>(
                    tbb::filter_mode::parallel,
                    [&](Token token) { return parse(std::move(token), work); }) &
                tbb::make_filter<Token, void>(tbb::filter_mode::serial_in_order, finish));
    });
    return total.summary();
}

}  // namespace tamga::ingest
