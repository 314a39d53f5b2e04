// SPDX-License-Identifier: MIT
#include "engine/base/interrupt.hpp"

#include "engine/base/error.hpp"

#include <csignal>

namespace tamga::base {
namespace {

/// The only thing a signal handler may touch, hence the one mutable global of the engine.
volatile std::sig_atomic_t asked_to_stop = 0;

extern "C" void ask_to_stop(int signal) {
    asked_to_stop = 1;
    std::signal(signal, SIG_DFL);
}

}  // namespace

void watch_interrupts() {
    std::signal(SIGINT, ask_to_stop);
    std::signal(SIGTERM, ask_to_stop);
}

bool interrupted() noexcept { return asked_to_stop != 0; }

void stop_if_interrupted() {
    if (interrupted()) {
        throw Error{Fault::system, "interrupted; nothing was written"};
    }
}

}  // namespace tamga::base
