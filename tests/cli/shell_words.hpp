// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tamga::tests {

/// A command line as a shell would read it, as far as transcripts need it.
struct ShellLine {
    std::vector<std::string> words;
    std::string input_file;   ///< After "<".
    std::string output_file;  ///< After ">".
    bool reads_text = false;  ///< "<< text": the lines below are its input.
};

/// Splits at spaces. Single quotes keep everything, double quotes all but \" and \\, a backslash
/// outside keeps the next character. Throws std::runtime_error at a quote without an end and at a
/// redirection without a name.
ShellLine shell_line(std::string_view text);

}  // namespace tamga::tests
