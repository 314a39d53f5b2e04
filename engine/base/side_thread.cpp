// SPDX-License-Identifier: MIT
#include "engine/base/side_thread.hpp"

#include "engine/base/interrupt.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

namespace tamga::base {
namespace {

/// Of the whole process, since it is its end that has to know; read and written by any thread.
std::atomic<bool> left = false;

}  // namespace

/// Work and its outcome are handed over under the mutex: there is no other way to wait for a thread
/// that may never come back.
struct SideThread::State {
    std::mutex mutex;
    std::condition_variable changed;
    std::function<void()> work = {};
    std::exception_ptr failure = {};
    bool busy = false;
    bool ended = false;
    std::thread thread = {};
};

SideThread::SideThread() : state_{std::make_shared<State>()} {
    state_->thread = std::thread{[state = state_] { serve(state); }};
}

SideThread::~SideThread() {
    bool busy = false;
    {
        const std::scoped_lock lock{state_->mutex};
        state_->ended = true;
        busy = state_->busy;
    }
    state_->changed.notify_all();
    std::thread thread = std::move(state_->thread);
    left = left || busy;
    busy ? thread.detach() : thread.join();
}

void SideThread::serve(const std::shared_ptr<State>& state) {
    std::unique_lock lock{state->mutex};
    for (;;) {
        state->changed.wait(lock, [&] { return state->work || state->ended; });
        if (!state->work) {
            return;
        }
        std::function<void()> work = std::exchange(state->work, {});
        lock.unlock();
        std::exception_ptr failure;
        try {
            work();
        } catch (...) {  // For the one who waits.
            failure = std::current_exception();
        }
        work = {};
        lock.lock();
        state->failure = failure;
        state->busy = false;
        state->changed.notify_all();
    }
}

void SideThread::begin(std::function<void()> work) {
    {
        const std::scoped_lock lock{state_->mutex};
        state_->work = std::move(work);
        state_->busy = true;
    }
    state_->changed.notify_all();
}

bool SideThread::ends_within(std::chrono::milliseconds longest, std::string_view outcome) {
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::milliseconds look_up{50};
    const Clock::time_point begin = Clock::now();
    std::unique_lock lock{state_->mutex};
    while (state_->busy) {
        const auto rest =
            std::chrono::ceil<std::chrono::milliseconds>(longest - (Clock::now() - begin));
        if (rest.count() <= 0) {
            return false;
        }
        state_->changed.wait_for(lock, std::min(look_up, rest));
        stop_if_interrupted(outcome);
    }
    return true;
}

void SideThread::throw_failure() {
    const std::scoped_lock lock{state_->mutex};
    if (const std::exception_ptr failure = std::exchange(state_->failure, {})) {
        std::rethrow_exception(failure);
    }
}

bool SideThread::run_for(std::function<void()> work, std::chrono::milliseconds longest,
                         std::string_view outcome) {
    begin(std::move(work));
    const bool ended = ends_within(longest, outcome);
    if (ended) {
        throw_failure();
    }
    return ended;
}

void SideThread::run(std::function<void()> work) {
    constexpr std::chrono::hours some{1};
    begin(std::move(work));
    while (!ends_within(some)) {
    }
    throw_failure();
}

bool SideThread::any_left() noexcept { return left; }

}  // namespace tamga::base
