// SPDX-License-Identifier: MIT
#include "tools/tamga/commands/questions.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
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
    const auto add = [&](const Question::Options& options) {
        std::ranges::copy_if(options, std::back_inserter(all), [&](const auto* option) {
            return option != nullptr && std::ranges::count(all, option) == 0;
        });
    };
    for (const Question& question : store::questions) {
        add(question.needs);
        add(question.needs_one);
        add(question.takes);
    }
    add(store::filter_options);
    add(store::limit_options);
    return all;
}

/// Has it a use for the option?
bool takes(const Question& question, const QuestionOption& option) {
    return has(question.needs, option) || has(question.needs_one, option) ||
           has(question.takes, option) || has(store::limit_options, option) ||
           (question.has_filter && has(store::filter_options, option));
}

bool is_for_all(const QuestionOption& option) {
    return has(store::limit_options, option) || has(store::filter_options, option);
}

/// "--area AREA", or what is said of an option that has no name.
std::string title_of(const QuestionOption& option) {
    if (!option.title.empty()) {
        return std::string{option.title};
    }
    const std::string_view names = option.names;
    const auto comma = names.find(',');
    const std::string_view name = comma == names.npos ? names : names.substr(comma + 1);
    return option.placeholder.empty() ? std::string{name}
                                      : fmt::format("{} {}", name, option.placeholder);
}

/// "near and nearest": the questions that an option is for.
std::string askers(const QuestionOption& option) {
    std::vector<std::string_view> names;
    for (const Question& question : store::questions) {
        if (takes(question, option)) {
            names.push_back(question.name);
        }
    }
    if (names.size() < 3) {
        return fmt::format("{}", fmt::join(names, " and "));
    }
    return fmt::format("{} and {}", fmt::join(names.begin(), names.end() - 1, ", "), names.back());
}

void check_one_of(const Question& question, const QuestionWords& asked) {
    std::string titles;
    int given = 0;
    for (const QuestionOption* option : question.needs_one) {
        if (option != nullptr) {
            titles += (titles.empty() ? "" : " or ") + title_of(*option);
            given += asked.has(*option) ? 1 : 0;
        }
    }
    if (!titles.empty() && given != 1) {
        throw Error{Fault::usage, fmt::format("{}: this question needs {}{}", question.name, titles,
                                              given == 0 ? "" : ", and not more than one of them")};
    }
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
        std::string help{option->help};
        if (is_for_all(*option)) {
            help[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(help[0])));
        } else {
            help = fmt::format("For {}: {}", askers(*option), help);
        }
        const std::string placeholder{option->placeholder};
        if (option->value == QuestionOption::Value::flag) {
            options.taken({std::string{option->names}, "", help}, false, {},
                          [&asked, option](const std::string&) { asked.said[option] = "yes"; });
        } else if (option->names.empty()) {
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
    check_one_of(question, asked);
    for (const QuestionOption* option : all_options()) {
        const bool given = asked.has(*option);
        if (!given && has(question.needs, *option)) {
            throw Error{Fault::usage, fmt::format("{}: this question needs {}", question.name,
                                                  title_of(*option))};
        }
        if (given && !takes(question, *option)) {
            throw Error{Fault::usage, fmt::format("{} is for {}, not for {}", title_of(*option),
                                                  askers(*option), question.name)};
        }
        const bool counts = option->value == QuestionOption::Value::count ||
                            option->value == QuestionOption::Value::count_or_none;
        if (given && counts) {
            asked.count(*option, 1);
        }
    }
}

}  // namespace tamga::cli
