// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/layer.hpp"
#include "engine/route/table/name_survey.hpp"
#include "engine/store/writer.hpp"

#include <iosfwd>
#include <string>
#include <vector>

namespace tamga::cli {

/// One source and the layer it becomes.
struct IngestTask {
    std::string layer;
    std::string path;
    bool routes = false;
    std::string source_layer = {};
};

/// What a task came to, with how names of places were read.
struct IngestDone {
    store::Added added;
    std::vector<std::string> notes = {};
    std::string read_as = {};
    std::vector<route::ResolvedName> names = {};
};

/// What was said of a source, as it would be said again.
std::string options_of(const IngestTask& task, const plan::Layer& said);

/// What went wrong, and what should be known, in lines for people.
void print_troubles(const IngestTask& task, const IngestDone& done, std::ostream& err);
void print_layers(const store::Added& added, std::ostream& err);

}  // namespace tamga::cli
