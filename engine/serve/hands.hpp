// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace tamga::serve {

/// Threads for what may take long: reading, unpacking, waiting for a disk. Those that hold the
/// conversations never do any of it, so that one client's answer does not keep all others waiting.
class Hands {
public:
    explicit Hands(int threads);
    /// Waits for what is under way; what is still to be begun is dropped.
    ~Hands();
    Hands(const Hands&) = delete;
    Hands& operator=(const Hands&) = delete;

    /// Has `job` done soon. False, and it is not, if too many wait already. `job` does not throw.
    bool add(std::function<void()> job);

    /// Drops what is still to be begun, and waits until `deadline` for what is under way. False if
    /// something still is.
    bool stop(std::chrono::steady_clock::time_point deadline);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tamga::serve
