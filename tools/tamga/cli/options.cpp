// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/options.hpp"

#include <CLI/CLI.hpp>

namespace tamga::cli {
namespace {

template <class T>
void add(CLI::App& app, const OptionText& text, T& value) {
    app.add_option(text.names, value, text.help)->type_name(text.placeholder);
}

}  // namespace

void Options::flag(const std::string& names, bool& value, const std::string& help) {
    app_.add_flag(names, value, help);
}

void Options::option(const OptionText& text, std::string& value) { add(app_, text, value); }
void Options::option(const OptionText& text, std::optional<std::string>& value) {
    add(app_, text, value);
}
void Options::option(const OptionText& text, int& value) { add(app_, text, value); }
void Options::option(const OptionText& text, std::optional<int>& value) { add(app_, text, value); }
void Options::option(const OptionText& text, std::uint64_t& value) { add(app_, text, value); }
void Options::option(const OptionText& text, double& value) { add(app_, text, value); }
void Options::option(const OptionText& text, std::optional<double>& value) {
    add(app_, text, value);
}

void Options::option(const OptionText& text, std::vector<std::string>& values) {
    app_.add_option(text.names, values, text.help)
        ->type_name(text.placeholder)
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void Options::choice(const OptionText& text, std::string& value,
                     std::vector<std::string> choices) {
    const auto known = [choices = std::move(choices)](const std::string& word) {
        std::string all;
        for (const std::string& choice : choices) {
            if (word == choice) {
                return std::string{};
            }
            all += (all.empty() ? "" : ", ") + choice;
        }
        return "'" + word + "' is not one of " + all;
    };
    app_.add_option(text.names, value, text.help)->type_name(text.placeholder)->check(known);
}

void Options::operands(const std::string& name, std::vector<std::string>& values,
                       std::size_t at_least, const std::string& help) {
    auto* option = app_.add_option(name, values, help)->type_name("");
    option->expected(static_cast<int>(at_least), CLI::detail::expected_max_vector_size);
    option->required(at_least > 0);
}

void Options::operand(const std::string& name, std::string& value, const std::string& help,
                      bool required) {
    app_.add_option(name, value, help)->type_name("")->required(required);
}

}  // namespace tamga::cli
