// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace tamga::cli {

/// What a user sees of an option: "-z,--max-zoom", "N", one sentence with the default in brackets.
struct OptionText {
    std::string names;
    std::string placeholder;
    std::string help;
};

/// The options and operands of one command. The parser, --help, the manual pages and the shell
/// completions are all made from what is defined here. (CLI11 is behind it, in options.cpp only.)
class Options {
public:
    explicit Options(CLI::App& app) : app_{app} {}

    void flag(const std::string& names, bool& value, const std::string& help);
    void option(const OptionText& text, std::string& value);
    void option(const OptionText& text, std::optional<std::string>& value);
    void option(const OptionText& text, int& value);
    void option(const OptionText& text, std::optional<int>& value);
    void option(const OptionText& text, std::uint64_t& value);
    void option(const OptionText& text, double& value);
    void option(const OptionText& text, std::optional<double>& value);
    /// May be given several times; each time adds one value.
    void option(const OptionText& text, std::vector<std::string>& values);
    /// Only one of `choices` is accepted.
    void choice(const OptionText& text, std::string& value, std::vector<std::string> choices);

    /// The words that are not options, at least `at_least` of them.
    void operands(const std::string& name, std::vector<std::string>& values, std::size_t at_least,
                  const std::string& help);
    /// One word that is not an option.
    void operand(const std::string& name, std::string& value, const std::string& help,
                 bool required = true);

private:
    CLI::App& app_;
};

}  // namespace tamga::cli
