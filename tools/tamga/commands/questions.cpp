// SPDX-License-Identifier: MIT
#include "tools/tamga/commands/questions.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

namespace tamga::cli {
namespace {

using store::Question;
using store::QuestionOption;
using store::QuestionWords;

bool has(const Question::Options& options, const QuestionOption& option) {
    return std::ranges::find(options, &option) != options.end();
}

/// Those of all questions, in the order in which these come.
std::vector<const QuestionOption*> all_options() {
    std::vector<const QuestionOption*> all;
    for (const Question& question : store::questions) {
        for (const Question::Options& options : {question.needs, question.takes}) {
            std::ranges::copy_if(options, std::back_inserter(all), [&](const auto* option) {
                return option != nullptr && std::ranges::count(all, option) == 0;
            });
        }
    }
    return all;
}

/// "near and nearest": the questions that an option is for.
std::string askers(const QuestionOption& option) {
    std::vector<std::string_view> names;
    for (const Question& question : store::questions) {
        if (has(question.needs, option) || has(question.takes, option)) {
            names.push_back(question.name);
        }
    }
    return fmt::format("{}", fmt::join(names, " and "));
}

/// Each question with what it answers.
std::string questions_help() {
    std::string help;
    for (const Question& question : store::questions) {
        help += fmt::format("{}{}: {}", help.empty() ? "" : "; ", question.name, question.help);
    }
    return help + '.';
}

std::vector<std::string> question_names() {
    std::vector<std::string> names;
    for (const Question& question : store::questions) {
        names.emplace_back(question.name);
    }
    return names;
}

void add_question_options(Options& options, QuestionWords& asked) {
    for (const QuestionOption* option : all_options()) {
        const std::string help = fmt::format("For {}: {}", askers(*option), option->help);
        const std::string placeholder{option->placeholder};
        if (option->names.empty()) {
            options.operand(placeholder, asked.said[option], help, false);
        } else {
            options.option({std::string{option->names}, placeholder, help}, asked.said[option]);
        }
    }
}

}  // namespace

const Question& question_named(std::string_view name) {
    return *std::ranges::find(store::questions, name, &Question::name);
}

void add_asking(Options& options, std::string& name, QuestionWords& asked) {
    options.operand_choice("QUESTION", name, question_names(), questions_help());
    add_question_options(options, asked);
    options.option({"-g,--gazetteer", "FILE",
                    "Where names of areas are looked up (the one that tamga gazetteer info "
                    "describes, if there is one)."},
                   asked.gazetteer);
    options.option({"-l,--layer", "NAME", "The layer, if there are several of the kind."},
                   asked.filter.layer);
    options.option({"--time", "A..B",
                    "Only routes of these periods: A..B, A.., ..B or one; years, dates (2010, "
                    "2010-05, 2010-05-03, 03.05.2010) or numbers, or a label as the data has it."},
                   asked.filter.time);
    options.option({"--where", "EXPR",
                    "Only rows for which this holds: \"weight > 1000 and category in ('work', "
                    "'study')\", as in tamga bake --help."},
                   asked.filter.where);
}

std::vector<std::string> files_of(const QuestionWords& asked) {
    std::vector<std::string> files{asked.gazetteer};
    for (const QuestionOption* option : all_options()) {
        if (option->value == QuestionOption::Value::file) {
            files.push_back(asked.text(*option));
        }
    }
    return files;
}

void check_asked(const Question& question, const QuestionWords& asked) {
    for (const QuestionOption* option : all_options()) {
        const std::string name = option->title.empty()
                                     ? fmt::format("{} {}", option->names, option->placeholder)
                                     : std::string{option->title};
        const bool given = asked.has(*option);
        if (!given && has(question.needs, *option)) {
            throw Error{Fault::usage,
                        fmt::format("{}: this question needs {}", question.name, name)};
        }
        if (given && !has(question.needs, *option) && !has(question.takes, *option)) {
            throw Error{Fault::usage, fmt::format("{} is for {}, not for {}", name, askers(*option),
                                                  question.name)};
        }
        if (given && option->value == QuestionOption::Value::count) {
            asked.count(*option, 1);
        }
    }
}

}  // namespace tamga::cli
