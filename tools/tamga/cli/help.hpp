// SPDX-License-Identifier: MIT
#pragma once

#include "tools/tamga/cli/command.hpp"

#include <iosfwd>
#include <string>

namespace tamga::cli {

/// "tamga where [OPTIONS] LAT,LON...".
std::string usage_line(const Command& command, const Options& options);

/// The names and the value of an option: "-z, --zoom N".
std::string title(const OptionModel& option);

/// What `tamga` and `tamga --help` print.
void write_overview(std::ostream& out);

/// What `tamga GROUP --help` prints.
void write_group(std::ostream& out, const std::string& group);

/// What `tamga COMMAND --help` prints. `options` are those the command defined.
void write_help(std::ostream& out, const Command& command, const Options& options);

}  // namespace tamga::cli
