// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/options.hpp"

#include "engine/base/error.hpp"
#include "engine/base/nearest.hpp"
#include "tools/tamga/cli/complaint.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <deque>
#include <iterator>

namespace tamga::cli {
namespace {

std::vector<std::string> split_names(const std::string& names) {
    std::vector<std::string> parts = CLI::detail::split(names, ',');
    std::ranges::stable_sort(parts, {}, [](const std::string& name) { return name[1] == '-'; });
    return parts;
}

void refuse_other(const std::string& word, const std::vector<std::string>& choices) {
    if (std::string problem = not_one_of(word, choices); !problem.empty()) {
        throw Error{Fault::usage, problem};
    }
}

// A coordinate, not a bundle of short options.
bool is_negative_number(const std::string& word) {
    return word.size() > 1 && word[0] == '-' &&
           std::string_view{".0123456789"}.find(word[1]) != std::string_view::npos;
}

// CLI11 takes "--name=" for a name whose value comes next.
std::vector<std::string> with_empty_values(std::span<const std::string> words) {
    std::vector<std::string> result;
    for (auto word = words.begin(); word != words.end(); ++word) {
        if (*word == "--") {
            result.insert(result.end(), word, words.end());
            break;
        }
        result.push_back(*word);
        if (word->starts_with("--") && word->find('=') == word->size() - 1) {
            result.back().pop_back();
            result.emplace_back();
        }
    }
    return result;
}

/// An option's words, and who takes them.
struct Taken {
    std::string name;
    std::vector<std::string> choices;
    Options::Take take;
    bool many = false;
    bool flag = false;
    std::vector<std::string> words = {};
};

/// With the variable's value in place of {}.
template <class T>
std::string with_default(std::string help, const T& value) {
    if constexpr (std::is_arithmetic_v<T>) {
        if (const auto at = help.find("{}"); at != std::string::npos) {
            help.replace(at, 2, fmt::format("{}", value));
        }
    }
    return help;
}

/// Where an operand's words go: to one of the two.
struct Target {
    std::string* one = nullptr;
    std::vector<std::string>* many = nullptr;
    std::size_t at_least = 0;
};

}  // namespace

struct Options::State {
    CLI::App app;
    std::vector<Target> targets;  ///< One for each operand model.
    std::deque<Taken> taken;      ///< The parser knows where they are.
};

Options::Options() : state_{std::make_unique<State>()} {
    state_->app.allow_extras();
    state_->app.set_help_flag("-h,--help", "");
    record({"-h,--help", "", "Print this help."});
}

Options::~Options() = default;

OptionModel& Options::record(const OptionText& text) {
    return options_.emplace_back(OptionModel{.names = split_names(text.names),
                                             .placeholder = text.placeholder,
                                             .help = text.help,
                                             .choices = {},
                                             .required = text.required});
}

template <class T>
void Options::add(const OptionText& text, T& value, std::vector<std::string> choices) {
    state_->app.add_option(text.names, value)
        ->required(text.required)
        ->take_last()
        ->check([choices](const std::string& word) {
            return choices.empty() ? complaint(word, static_cast<const T*>(nullptr))
                                   : not_one_of(word, choices);
        });
    OptionModel& model = record(text);
    model.help = with_default(text.help, value);
    model.choices = std::move(choices);
}

void Options::taken(const OptionText& text, bool many, std::vector<std::string> choices,
                    Take take) {
    OptionModel& model = record(text);
    model.many = many;
    model.choices = choices;
    Taken& taken = state_->taken.emplace_back(Taken{.name = model.names.back(),
                                                    .choices = std::move(choices),
                                                    .take = std::move(take),
                                                    .many = many});
    if (text.placeholder.empty()) {
        state_->app.add_flag(text.names, taken.flag)->disable_flag_override()->take_last();
        return;
    }
    state_->app.add_option(text.names, taken.words)
        ->required(text.required)
        ->expected(1)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void Options::flag(const std::string& names, bool& value, const std::string& help) {
    record({names, "", help});
    state_->app.add_flag(names, value)->disable_flag_override()->take_last();
}

void Options::option(const OptionText& text, std::string& value) { add(text, value); }
void Options::option(const OptionText& text, std::optional<std::string>& value) {
    add(text, value);
}
void Options::option(const OptionText& text, int& value) { add(text, value); }
void Options::option(const OptionText& text, std::optional<int>& value) { add(text, value); }
void Options::option(const OptionText& text, std::uint64_t& value) { add(text, value); }
void Options::option(const OptionText& text, double& value) { add(text, value); }
void Options::option(const OptionText& text, std::optional<double>& value) { add(text, value); }

void Options::option(const OptionText& text, std::vector<std::string>& values) {
    record(text).many = true;
    state_->app.add_option(text.names, values)
        ->required(text.required)
        ->expected(1)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void Options::choice(const OptionText& text, std::string& value, std::vector<std::string> choices) {
    add(text, value, std::move(choices));
}

void Options::operands(const std::string& name, std::vector<std::string>& values,
                       std::size_t at_least, const std::string& help) {
    operands_.push_back(
        {.name = name, .help = help, .choices = {}, .many = true, .required = at_least > 0});
    state_->targets.push_back({.many = &values, .at_least = at_least});
}

void Options::operand(const std::string& name, std::string& value, const std::string& help,
                      bool required) {
    operands_.push_back({.name = name, .help = help, .choices = {}, .required = required});
    state_->targets.push_back({.one = &value, .at_least = required ? 1U : 0U});
}

void Options::operand_choice(const std::string& name, std::string& value,
                             std::vector<std::string> choices, const std::string& help,
                             bool required) {
    operand(name, value, help, required);
    operands_.back().choices = std::move(choices);
}

void Options::refuse(const std::vector<std::string>& names, const std::string& why) {
    for (const std::string& name : names) {
        refused_[name] = why;
    }
}

bool Options::parse(std::span<const std::string> words) {
    std::vector<std::string> reversed = with_empty_values(words);
    std::ranges::reverse(reversed);
    std::string problem;
    try {
        state_->app.parse(std::move(reversed));
    } catch (const CLI::CallForHelp&) {
        return false;
    } catch (const CLI::RequiredError& error) {
        problem = "missing " + std::string{error.what()};
        problem.resize(problem.size() - std::string_view{" is required"}.size());
    } catch (const CLI::ArgumentMismatch& error) {
        const std::string text = error.what();
        const bool flag = text.ends_with("flag override");  // Named without its dashes.
        const std::string name = text.substr(0, text.find_first_of(": "));
        problem = flag ? (name.size() == 1 ? "-" : "--") + name + " takes no value"
                       : name + " needs a value";
    } catch (const CLI::ParseError& error) {
        problem = error.what();
    }
    // An unknown option is often the reason for what else seems wrong.
    std::vector<std::string> operands = operands_of(state_->app.remaining());
    if (!problem.empty()) {
        throw Error{Fault::usage, problem};
    }
    give_taken();
    fill_operands(std::move(operands));
    return true;
}

void Options::give_taken() const {
    for (const Taken& taken : state_->taken) {
        if (taken.flag) {
            taken.take("");
        }
        std::span words{taken.words};
        if (!taken.many && !words.empty()) {
            words = words.last(1);
        }
        for (const std::string& word : words) {
            in_context(taken.name, [&] {
                if (!taken.choices.empty()) {
                    refuse_other(word, taken.choices);
                }
                taken.take(word);
            });
        }
    }
}

std::vector<std::string> Options::operands_of(const std::vector<std::string>& rest) const {
    std::vector<std::string> result;
    for (auto word = rest.begin(); word != rest.end(); ++word) {
        if (*word == "--") {
            result.insert(result.end(), std::next(word), rest.end());
            break;
        }
        if (word->size() < 2 || (*word)[0] != '-' || is_negative_number(*word)) {
            result.push_back(*word);
            continue;
        }
        const bool is_long = word->starts_with("--");
        const std::string name = is_long ? word->substr(0, word->find('=')) : word->substr(0, 2);
        if (const auto found = refused_.find(name); found != refused_.end()) {
            throw Error{Fault::usage, name + ": " + found->second};
        }
        std::vector<std::string> known;
        for (const OptionModel& option : options_) {
            std::ranges::copy_if(
                option.names, std::back_inserter(known),
                [&](const std::string& other) { return is_long && other.size() > 2; });
        }
        throw Error{Fault::usage,
                    "unknown option '" + name + "'" + base::did_you_mean(name, known)};
    }
    return result;
}

void Options::fill_operands(std::vector<std::string> words) {
    auto word = words.begin();
    for (std::size_t i = 0; i < operands_.size(); ++i) {
        const OperandModel& model = operands_[i];
        const Target& target = state_->targets[i];
        if (static_cast<std::size_t>(words.end() - word) < target.at_least) {
            throw Error{Fault::usage, "missing " + model.name + (model.many ? "..." : "")};
        }
        if (target.many != nullptr) {
            target.many->assign(word, words.end());
            word = words.end();
        } else if (word != words.end()) {
            if (!model.choices.empty()) {
                in_context(model.name, [&] { refuse_other(*word, model.choices); });
            }
            *target.one = *word++;
        }
    }
    if (word != words.end()) {
        throw Error{Fault::usage, "nothing is expected after " +
                                      (operands_.empty() ? "the options" : operands_.back().name) +
                                      ", found '" + *word + "'"};
    }
}

}  // namespace tamga::cli
