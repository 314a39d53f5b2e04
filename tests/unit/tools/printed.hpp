// SPDX-License-Identifier: MIT
#pragma once

#include "tools/tamga/cli/command.hpp"

#include <sstream>
#include <string>
#include <vector>

namespace tamga::tests {

struct Printed {
    int status = 0;
    std::string out;
    std::string err;
};

/// Runs the tool within this process, with nothing on stdin.
inline Printed run_tool(const std::vector<std::string>& words) {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    cli::Io io{in, out, err};
    const int status = cli::run_tool(words, io);
    return {status, out.str(), err.str()};
}

}  // namespace tamga::tests
