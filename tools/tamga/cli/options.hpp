// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tamga::cli {

/// What a user sees of an option: "-z,--max-zoom", "N", one sentence with the default in brackets,
/// where {} stands for the value that the variable has when it is defined.
struct OptionText {
    std::string names;
    std::string placeholder;
    std::string help;
    bool required = false;
};

/// One option as it was defined, for whoever describes it.
struct OptionModel {
    std::vector<std::string> names;    ///< With their dashes, the short one first.
    std::string placeholder;           ///< Empty for a flag, which takes no value.
    std::string help;                  ///< One sentence.
    std::vector<std::string> choices;  ///< The only values accepted, if there are any here.
    bool many = false;                 ///< May be given several times, each adding a value.
    bool required = false;
};

/// The words that are not options, as they were defined.
struct OperandModel {
    std::string name;
    std::string help;
    std::vector<std::string> choices;
    bool many = false;
    bool required = true;
};

/// The options and operands of one command. The parser, --help, the manual pages and the shell
/// completions are all made from what is defined here. (CLI11 reads the options; it is behind
/// options.cpp only.)
class Options {
public:
    Options();
    ~Options();
    Options(const Options&) = delete;
    Options& operator=(const Options&) = delete;

    void flag(const std::string& names, bool& value, const std::string& help);
    /// An option that is given several times has its last value, as when an alias sets a default.
    void option(const OptionText& text, std::string& value);
    void option(const OptionText& text, std::optional<std::string>& value);
    void option(const OptionText& text, int& value);
    void option(const OptionText& text, std::optional<int>& value);
    void option(const OptionText& text, std::uint64_t& value);
    void option(const OptionText& text, double& value);
    void option(const OptionText& text, std::optional<double>& value);
    /// May be given several times; each time adds one value.
    void option(const OptionText& text, std::vector<std::string>& values);
    /// An option whose words are given to `take`: the last of them, or each if `many`. Without a
    /// placeholder it is a flag, and `take` gets an empty word. What `take` throws gets the option's
    /// name in front. Of `choices`, if there are any, only one is accepted.
    using Take = std::function<void(const std::string& word)>;
    void taken(const OptionText& text, bool many, std::vector<std::string> choices, Take take);
    /// Only one of `choices` is accepted.
    void choice(const OptionText& text, std::string& value, std::vector<std::string> choices);

    /// The words that are not options, at least `at_least` of them. Nothing can follow them.
    void operands(const std::string& name, std::vector<std::string>& values, std::size_t at_least,
                  const std::string& help);
    /// One word that is not an option.
    void operand(const std::string& name, std::string& value, const std::string& help,
                 bool required = true);
    /// One such word, and only one of `choices` is accepted.
    void operand_choice(const std::string& name, std::string& value,
                        std::vector<std::string> choices, const std::string& help,
                        bool required = true);

    /// Refuses options of another command, and says why this one does not have them.
    void refuse(const std::vector<std::string>& names, const std::string& why);

    /// Gives every variable its value; false if help was asked for instead. A word that starts with
    /// a minus and a digit or a point is an operand, since coordinates look like that; after "--"
    /// every word is one.
    ///
    /// Throws Error{Fault::usage} at the first word that makes no sense.
    bool parse(std::span<const std::string> words);

    const std::vector<OptionModel>& option_models() const noexcept { return options_; }
    const std::vector<OperandModel>& operand_models() const noexcept { return operands_; }

private:
    struct State;

    OptionModel& record(const OptionText& text);
    template <class T>
    void add(const OptionText& text, T& value, std::vector<std::string> choices = {});
    /// The operands among the words that are no known options; throws at an unknown option.
    std::vector<std::string> operands_of(const std::vector<std::string>& rest) const;
    void fill_operands(std::vector<std::string> words);
    void give_taken() const;

    std::unique_ptr<State> state_;
    std::vector<OptionModel> options_;
    std::vector<OperandModel> operands_;
    std::map<std::string, std::string> refused_;  ///< Why, by name.
};

}  // namespace tamga::cli
