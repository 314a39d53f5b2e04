// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/standard_input.hpp"

#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace tamga::cli {
namespace {

/// A signal that comes between the look at the flag and the wait is seen after this time.
constexpr int patience_ms = 100;

bool is_ready(int descriptor, int timeout_ms) {
    ::pollfd wait{.fd = descriptor, .events = POLLIN, .revents = 0};
    return ::poll(&wait, 1, timeout_ms) > 0;
}

}  // namespace

StandardInput::int_type StandardInput::underflow() {
    for (;;) {
        base::stop_if_interrupted("; what was printed before is complete");
        if (!is_ready(descriptor_, patience_ms)) {
            continue;
        }
        const ssize_t got = ::read(descriptor_, buffer_.data(), buffer_.size());
        if (got > 0) {
            setg(buffer_.data(), buffer_.data(), buffer_.data() + got);
            return traits_type::to_int_type(*gptr());
        }
        if (got == 0) {
            return traits_type::eof();
        }
        if (errno != EINTR && errno != EAGAIN) {
            throw Error{Fault::system, std::string{"standard input: "} + std::strerror(errno)};
        }
    }
}

/// Whether somebody who reads line by line would have to wait.
std::streamsize StandardInput::showmanyc() { return is_ready(descriptor_, 0) ? 1 : 0; }

}  // namespace tamga::cli
