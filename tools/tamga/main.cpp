// SPDX-License-Identifier: MIT
#include "engine/base/huge_pages.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/base/side_thread.hpp"
#include "tools/tamga/cli/command.hpp"
#include "tools/tamga/cli/standard_input.hpp"
#include "tools/tamga/cli/standard_output.hpp"

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>

int main(int argc, char* argv[]) {
    tamga::base::keep_freed_memory();
    tamga::base::watch_interrupts();
    std::signal(SIGPIPE, SIG_IGN);
    std::ios::sync_with_stdio(false);
    tamga::cli::StandardInput given{STDIN_FILENO};
    std::istream in{&given};
    in.exceptions(std::ios::badbit);
    tamga::cli::StandardOutput buffer{STDOUT_FILENO};
    std::ostream out{&buffer};
    out.exceptions(std::ios::badbit);

    const std::vector<std::string> words{argv + 1, argv + argc};
    const bool terminal = ::isatty(STDERR_FILENO) == 1;
    tamga::cli::Io io{in, out, std::cerr, terminal ? &std::cerr : nullptr};
    const int status = tamga::cli::run_tool(words, io);
    if (tamga::base::interrupted() || tamga::base::SideThread::any_left()) {
        std::_Exit(status);  // A library's call that was left to itself may still use its globals.
    }
    return status;
}
