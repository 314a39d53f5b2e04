// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/files/output_file.hpp"

#include <optional>
#include <streambuf>
#include <string>

namespace tamga::base {

/// The buffer of a stream into a device or pipe that is there (/dev/stderr), or into an OutputFile.
/// What goes wrong is thrown, so the stream over it has to have exceptions(std::ios::badbit).
class TextOutput : public std::streambuf {
public:
    /// Throws Error{Fault::system} if it cannot be opened or made.
    explicit TextOutput(std::string path);
    ~TextOutput() override;
    TextOutput(const TextOutput&) = delete;
    TextOutput& operator=(const TextOutput&) = delete;

    /// Appends past the buffer. Throws Error{Fault::system}.
    void write(std::string_view text);

    /// Sends off what is pending, and gives a file its name.
    void commit();

protected:
    int_type overflow(int_type character) override;
    std::streamsize xsputn(const char* text, std::streamsize size) override;
    int sync() override;

private:
    void write_to_stream(ByteView bytes) const;

    std::string path_;
    std::optional<OutputFile> file_;
    int stream_ = -1;
    std::string pending_;
};

}  // namespace tamga::base
