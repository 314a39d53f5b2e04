// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/report.hpp"

#include <iosfwd>

namespace tamga::cli {

/// The report for people: what was read, what each zoom holds, what was dropped and why. `verbose` adds
/// every layer's counts at each zoom and the seconds of each step.
void print_report(const bake::Report& report, std::ostream& out, bool verbose);

}  // namespace tamga::cli
