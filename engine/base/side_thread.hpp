// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>

namespace tamga::base {

/// A thread for calls into libraries that cannot be stopped. Who asks for one waits, but hears
/// interrupts: the call is then left to itself until the process ends, which it has to do without
/// running destructors of globals (see interrupted()).
///
/// All calls are made on one thread, one after the other.
class SideThread {
public:
    SideThread();
    /// Waits for the thread, unless it was left to itself.
    ~SideThread();
    SideThread(const SideThread&) = delete;
    SideThread& operator=(const SideThread&) = delete;

    /// Runs `work` and waits for it; what it throws is thrown here.
    ///
    /// Requires that `work` owns all it uses, in shared pointers, since it may outlive its caller.
    /// Throws Error{Fault::system} if the process is asked to stop.
    void run(std::function<void()> work);

private:
    struct State;
    static void serve(const std::shared_ptr<State>& state);

    std::shared_ptr<State> state_;  // Shared with the thread, which may be the last to have it.
};

}  // namespace tamga::base
