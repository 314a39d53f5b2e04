// SPDX-License-Identifier: MIT
#pragma once

#include "engine/ingest/read.hpp"
#include "engine/ingest/tally.hpp"
#include "engine/model/features.hpp"

#include <cstddef>
#include <functional>

namespace tamga::ingest {

/// A parsed block: its features, and what its records came to.
struct Batch {
    model::Features features = {};
    Tally tally = {};
    std::size_t bytes_behind = 0;  ///< How much of the input nobody needs once this is finished.
};

/// Parses one block. Called on any thread.
using Job = std::function<Batch()>;

/// Where a format's reader meets the pipeline.
struct Stages {
    /// Cuts off the next block, on one thread at a time; an empty Job is the end.
    std::function<Job()> next;
    /// Told, in input order, how much of the input is behind.
    std::function<void(std::size_t bytes)> release;
};

/// Runs every job and `work` on its batch in parallel, and what `work` returns in input order. A
/// few blocks for each thread are in memory at a time. Which error leaves it, of several, does not
/// depend on the threads where `next` or a bad record (strict) throws: the first in the input.
Summary run(const Source& source, const Stages& stages, const Work& work);

}  // namespace tamga::ingest
