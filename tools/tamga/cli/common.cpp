// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/common.hpp"

namespace tamga::cli {

void add_quiet(Options& options, bool& quiet) {
    options.flag("-q,--quiet", quiet, "Say nothing but errors on stderr.");
}

void add_talk(Options& options, CommonSettings& settings) {
    add_quiet(options, settings.quiet);
    options.flag("-v,--verbose", settings.verbose, "Say more on stderr.");
}

void add_json(Options& options, CommonSettings& settings) {
    options.flag("--json", settings.json, "Print the result as JSON.");
}

void add_force(Options& options, CommonSettings& settings) {
    options.flag("-f,--force", settings.force, "Replace an output that is already there.");
}

void add_resolved(Options& options, std::string& path) {
    options.option({"--resolved", "FILE",
                    "Write how each name of a place was read: value, role, rows, weight, reading, "
                    "id, name, lat, lon, reason, layer."},
                   path);
}

}  // namespace tamga::cli
