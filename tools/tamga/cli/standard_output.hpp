// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <streambuf>

namespace tamga::cli {

/// Whoever read our output has gone (`tamga ... | head`). Not an error: the tool ends at once with
/// status 0, or with the failure it had met before.
struct ReaderGone {};

/// A buffer in front of a file descriptor that does not lose errors: a write that fails throws
/// ReaderGone or Error{Fault::system}, once, and what comes after it is dropped. The stream over it
/// has to have exceptions(std::ios::badbit), and the process has to ignore SIGPIPE.
class StandardOutput : public std::streambuf {
public:
    explicit StandardOutput(int descriptor);

protected:
    int_type overflow(int_type character) override;
    int sync() override;

private:
    std::array<char, 1 << 16> buffer_;
    int descriptor_;
    bool failed_ = false;
};

}  // namespace tamga::cli
