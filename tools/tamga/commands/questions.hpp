// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/query.hpp"
#include "tools/tamga/cli/options.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tamga::cli {

/// What a question is asked with: what its own options say, and what all have.
struct QuestionWords {
    std::string area;
    std::string from;
    std::string to;
    std::string at;
    std::string within;
    std::optional<int> count;
    std::string areas;
    std::string by;
    std::string sql;
    std::string gazetteer;
    store::Filter filter;
    store::Wanted wanted;
};

/// An option of some questions only. Without names it is the word behind the question.
struct QuestionOption {
    std::string_view names;
    std::string_view placeholder;
    std::string_view help;
    std::variant<std::string QuestionWords::*, std::optional<int> QuestionWords::*> member;
    std::string_view title = {};  ///< In messages; empty: "--area AREA".
};

/// A question to a store.
struct Question {
    std::string_view name;
    std::string_view help;  ///< What it answers.
    std::vector<const QuestionOption*> needs;
    std::vector<const QuestionOption*> takes;  ///< Those it can do without.
    std::unique_ptr<store::Answer> (*ask)(store::Reader& store, const QuestionWords& asked);
};

std::span<const Question> questions();

/// The question of that name, which must be one.
const Question& question_named(std::string_view name);

std::vector<std::string> question_names();

/// Each question with what it answers, for help.
std::string questions_help();

/// Defines the options of all questions; help says whose they are.
void add_question_options(Options& options, QuestionWords& asked);

/// Throws Error{Fault::usage} if the question lacks an option that it needs, or was given one that
/// it does not take.
void check_asked(const Question& question, const QuestionWords& asked);

}  // namespace tamga::cli
