// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/query.hpp"
#include "tools/tamga/cli/options.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tamga::cli {

/// The question of that name, which must be one.
const store::Question& question_named(std::string_view name);

/// Defines the question, as `name`, and the options of all questions; help says whose they are.
void add_asking(Options& options, std::string& name, store::QuestionWords& asked);

/// What was said that may name a file to read.
std::vector<std::string> files_of(const store::QuestionWords& asked);

/// Throws Error{Fault::usage} if the question lacks an option that it needs, was given one that it
/// does not take, or a number that is none.
void check_asked(const store::Question& question, const store::QuestionWords& asked);

}  // namespace tamga::cli
