// SPDX-License-Identifier: MIT
#include "engine/base/interrupt.hpp"
#include "engine/base/interrupt_host.hpp"

#include "engine/base/error.hpp"

#include <csignal>

namespace tamga::base {
namespace {

/// The only thing a signal handler may touch, hence the one mutable global of the engine.
volatile std::sig_atomic_t asked_to_stop = 0;

/// What SIGINT and SIGTERM do from now on. Without SA_RESTART: a read that waits for a pipe is not
/// taken up again.
void set_action(void (*handler)(int)) {
    struct sigaction action = {};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

/// Serves once for both signals, so that a second one of either kind ends the process.
extern "C" void ask_to_stop(int) {
    asked_to_stop = 1;
    set_action(SIG_DFL);
}

}  // namespace

void watch_interrupts() { set_action(ask_to_stop); }

bool interrupted() noexcept { return asked_to_stop != 0; }

void stop_work() noexcept { asked_to_stop = 1; }

void allow_work() noexcept { asked_to_stop = 0; }

void stop_if_interrupted(std::string_view outcome) {
    if (interrupted()) {
        throw Error{Fault::system, "interrupted" + std::string{outcome}};
    }
}

}  // namespace tamga::base
