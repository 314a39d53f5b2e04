// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/standard_output.hpp"

#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"

#include <limits.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace tamga::cli {
namespace {

/// True if a pipe takes PIPE_BUF bytes without waiting for its reader.
bool is_ready(int descriptor) {
    pollfd output{.fd = descriptor, .events = POLLOUT, .revents = 0};
    return ::poll(&output, 1, 0) == 1;
}

}  // namespace

StandardOutput::StandardOutput(int descriptor) : descriptor_{descriptor} {
    setp(buffer_.data(), buffer_.data() + buffer_.size());
}

StandardOutput::int_type StandardOutput::overflow(int_type character) {
    sync();
    if (!traits_type::eq_int_type(character, traits_type::eof())) {
        *pptr() = traits_type::to_char_type(character);
        pbump(1);
    }
    return traits_type::not_eof(character);
}

int StandardOutput::sync() {
    const char* from = pbase();
    const char* const end = pptr();
    setp(buffer_.data(), buffer_.data() + buffer_.size());
    while (from != end && !failed_) {
        auto size = static_cast<std::size_t>(end - from);
        if (base::interrupted()) {  // What is written still goes out, if somebody reads it.
            size = std::min<std::size_t>(size, PIPE_BUF);
            failed_ = !is_ready(descriptor_);
            if (failed_) {
                base::stop_if_interrupted("");
            }
        }
        const ssize_t written = ::write(descriptor_, from, size);
        if (written >= 0) {
            from += written;
        } else if (errno != EINTR) {
            failed_ = true;
            if (errno == EPIPE) {
                throw ReaderGone{};
            }
            throw Error{Fault::system, std::string{"standard output: "} + std::strerror(errno)};
        }
    }
    return 0;
}

}  // namespace tamga::cli
