// SPDX-License-Identifier: MIT
#include "engine/base/interrupt.hpp"

#include "engine/base/error.hpp"

#include <csignal>

namespace tamga::base {
namespace {

/// The only thing a signal handler may touch, hence the one mutable global of the engine.
volatile std::sig_atomic_t asked_to_stop = 0;

extern "C" void ask_to_stop(int) { asked_to_stop = 1; }

/// The handler serves once, and a read that waits for a pipe is not taken up again.
void watch(int signal) {
    struct sigaction action = {};
    action.sa_handler = ask_to_stop;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigemptyset(&action.sa_mask);
    ::sigaction(signal, &action, nullptr);
}

}  // namespace

void watch_interrupts() {
    watch(SIGINT);
    watch(SIGTERM);
}

bool interrupted() noexcept { return asked_to_stop != 0; }

void stop_if_interrupted(std::string_view outcome) {
    if (interrupted()) {
        throw Error{Fault::system, "interrupted" + std::string{outcome}};
    }
}

}  // namespace tamga::base
