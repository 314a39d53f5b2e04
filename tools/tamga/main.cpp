// SPDX-License-Identifier: MIT
#include "engine/base/interrupt.hpp"
#include "tools/tamga/cli/command.hpp"

#include <iostream>

int main(int argc, char* argv[]) {
    tamga::base::watch_interrupts();
    std::ios::sync_with_stdio(false);
    const std::vector<std::string> words{argv + 1, argv + argc};
    tamga::cli::Io io{std::cin, std::cout, std::cerr};
    const int status = tamga::cli::run_tool(words, io);
    std::cout.flush();
    return status;
}
