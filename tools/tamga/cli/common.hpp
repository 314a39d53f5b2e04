// SPDX-License-Identifier: MIT
#pragma once

#include "tools/tamga/cli/options.hpp"

namespace tamga::cli {

/// What many commands have in common. Each command adds those it honours, so that --help promises
/// nothing that is not done.
struct CommonSettings {
    bool quiet = false;
    bool verbose = false;
    bool json = false;
    bool force = false;
};

/// -q, --quiet: for commands that have no more to say.
void add_quiet(Options& options, bool& quiet);

/// -q, --quiet and -v, --verbose: how much is said on stderr.
void add_talk(Options& options, CommonSettings& settings);
/// --json: the result on stdout as JSON.
void add_json(Options& options, CommonSettings& settings);
/// -f, --force: whether an output that is there already is replaced.
void add_force(Options& options, CommonSettings& settings);
/// --resolved: a file of how the names of places in a table of journeys were read.
void add_resolved(Options& options, std::string& path);

}  // namespace tamga::cli
