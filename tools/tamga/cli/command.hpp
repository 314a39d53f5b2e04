// SPDX-License-Identifier: MIT
#pragma once

#include "tools/tamga/cli/options.hpp"

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::cli {

/// Where a command reads and writes. Tests pass string streams.
struct Io {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;  ///< A command's has been made a PrintableOutput.
    /// The terminal that `err` leads to, for progress, if it is one.
    std::ostream* screen = nullptr;
    /// Told how far the work has come, as Progress::step() is, wherever stderr leads.
    std::function<void(std::string_view step, std::uint64_t done, std::uint64_t total)> watcher =
        {};
};

/// What a command does once its line was read: 0 done, 1 failed, 2 the line makes no sense.
using Run = std::function<int(Io&)>;

/// One subcommand. `define` says which options there are, each bound to a member of the settings
/// that the returned Run has captured; it does no other work.
struct Command {
    /// "bake"; two words for a command of a group: "geotag photos".
    std::string_view name;
    std::string_view summary;  ///< One sentence.
    std::string_view example;  ///< Lines that --help ends with.
    std::function<Run(Options&)> define;
};

/// Every command, in the order --help lists them.
std::span<const Command> commands();

/// The first words of commands that have two, each once.
std::vector<std::string> groups();
/// The commands of a group, by their second words.
std::vector<std::string> members(std::string_view group);
/// A command's name as one word: "geotag-photos".
std::string dashed(std::string_view name);

/// Runs the tool: 0 is success, 1 a failure, 2 a command line that makes no sense.
int run_tool(std::span<const std::string> words, Io& io);

}  // namespace tamga::cli
