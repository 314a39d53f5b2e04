// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string_view>

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
    /// The same, but waits no longer than `longest`; false if the work has not ended by then. If the
    /// process is asked to stop, the error says that it comes to `outcome`, as stop_if_interrupted()
    /// does, whatever `work` would say.
    bool run_for(std::function<void()> work, std::chrono::milliseconds longest,
                 std::string_view outcome = nothing_written);
    /// Waits again for work that run_for() did not see the end of, whatever its outcome.
    bool ends_within(std::chrono::milliseconds longest, std::string_view outcome = nothing_written);

    /// True once a thread of this kind was left to itself: then the process ends as after an
    /// interrupt.
    static bool any_left() noexcept;

private:
    static constexpr std::string_view nothing_written = "; nothing was written";

    struct State;
    static void serve(const std::shared_ptr<State>& state);
    void begin(std::function<void()> work);
    void throw_failure();

    std::shared_ptr<State> state_;  // Shared with the thread, which may be the last to have it.
};

}  // namespace tamga::base
