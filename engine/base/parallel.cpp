// SPDX-License-Identifier: MIT
#include "engine/base/parallel.hpp"

#include <tbb/parallel_for.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

namespace tamga::base {

void parallel_for(std::size_t count, const std::function<void(std::size_t)>& work) {
    tbb::parallel_for(std::size_t{0}, count, work);
}

std::size_t most_at_once() {
    return 4 * static_cast<std::size_t>(tbb::this_task_arena::max_concurrency());
}

void parallel_in_order(std::size_t count, const std::function<void(std::size_t)>& work,
                       const std::function<void(std::size_t)>& use) {
    std::size_t next = 0;
    const auto begin = [&](tbb::flow_control& control) {
        if (next == count) {
            control.stop();
            return count;
        }
        return next++;
    };
    const auto done = [&](std::size_t i) {
        work(i);
        return i;
    };
    tbb::parallel_pipeline(
        most_at_once(),
        tbb::make_filter<void, std::size_t>(tbb::filter_mode::serial_in_order, begin) &
            tbb::make_filter<std::size_t, std::size_t>(tbb::filter_mode::parallel, done) &
            tbb::make_filter<std::size_t, void>(tbb::filter_mode::serial_in_order, use));
}

}  // namespace tamga::base
