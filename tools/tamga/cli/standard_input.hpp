// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <streambuf>

namespace tamga::cli {

/// A buffer behind a file descriptor that may be waited on for ever: whoever asks the process to
/// stop while it reads is heard at once, by Error{Fault::system}, and a read that fails throws
/// that, too. The stream over it has to have exceptions(std::ios::badbit).
class StandardInput : public std::streambuf {
public:
    explicit StandardInput(int descriptor) : descriptor_{descriptor} {}

protected:
    int_type underflow() override;
    std::streamsize showmanyc() override;

private:
    std::array<char, 1 << 16> buffer_;
    int descriptor_;
};

}  // namespace tamga::cli
