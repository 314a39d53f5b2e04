// SPDX-License-Identifier: MIT
#include "engine/serve/hands.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace tamga::serve {
namespace {

/// Who comes later would wait for seconds.
constexpr std::size_t longest_queue = 4096;

}  // namespace

/// Everything but the threads is under the mutex.
struct Hands::State {
    std::mutex mutex;
    std::condition_variable more;
    std::condition_variable less;
    std::deque<std::function<void()>> jobs;
    int under_way = 0;
    bool stopping = false;
    std::vector<std::thread> threads;

    void work() {
        std::unique_lock lock{mutex};
        for (;;) {
            more.wait(lock, [this] { return stopping || !jobs.empty(); });
            if (stopping) {
                return;
            }
            auto job = std::move(jobs.front());
            jobs.pop_front();
            ++under_way;
            lock.unlock();
            job();
            job = nullptr;  // What it holds dies before it counts as done.
            lock.lock();
            --under_way;
            less.notify_all();
        }
    }
};

Hands::Hands(int threads) : state_{std::make_unique<State>()} {
    for (int i = 0; i < threads; ++i) {
        state_->threads.emplace_back([this] { state_->work(); });
    }
}

Hands::~Hands() {
    stop(std::chrono::steady_clock::now());
    for (std::thread& thread : state_->threads) {
        thread.join();
    }
}

bool Hands::add(std::function<void()> job) {
    {
        const std::lock_guard lock{state_->mutex};
        if (state_->stopping || state_->jobs.size() >= longest_queue) {
            return false;
        }
        state_->jobs.push_back(std::move(job));
    }
    state_->more.notify_one();
    return true;
}

bool Hands::stop(std::chrono::steady_clock::time_point deadline) {
    std::unique_lock lock{state_->mutex};
    state_->stopping = true;
    state_->jobs.clear();
    state_->more.notify_all();
    return state_->less.wait_until(lock, deadline, [this] { return state_->under_way == 0; });
}

}  // namespace tamga::serve
