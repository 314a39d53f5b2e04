// SPDX-License-Identifier: MIT
#pragma once

#include <iosfwd>
#include <streambuf>
#include <string>

namespace tamga::cli {

/// Hands lines on to `out` as base::printable_lines() makes them, since a message quotes what is in
/// files, and a terminal would obey it.
class PrintableOutput final : public std::streambuf {
public:
    explicit PrintableOutput(std::ostream& out) : out_{out} {}
    ~PrintableOutput() override;
    PrintableOutput(const PrintableOutput&) = delete;
    PrintableOutput& operator=(const PrintableOutput&) = delete;

protected:
    int_type overflow(int_type character) override;
    std::streamsize xsputn(const char* text, std::streamsize size) override;
    int sync() override;

private:
    std::ostream& out_;
    std::string line_;  ///< Not ended yet: it may end within a character.
};

}  // namespace tamga::cli
