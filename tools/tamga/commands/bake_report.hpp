// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/report.hpp"

#include <iosfwd>

namespace tamga::cli {

/// How much print_report() says.
struct ReportTalk {
    bool verbose = false;  ///< Every layer's counts at each zoom, and the seconds of each step.
    bool seconds = false;  ///< How long it took: of use to who waited, noise in a log to compare.
};

/// The report for people: what was read, what each zoom holds, what was dropped and why.
void print_report(const bake::Report& report, std::ostream& out, ReportTalk talk);

}  // namespace tamga::cli
