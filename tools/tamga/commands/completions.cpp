// SPDX-License-Identifier: MIT
//
// tamga completions: a script for a shell, made from what every command defines.
#include "tools/tamga/commands/commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <ostream>

namespace tamga::cli {
namespace {

/// Replaces every occurrence of a character, for the quoting of a shell.
std::string replaced(std::string_view text, char character, std::string_view with) {
    std::string result;
    for (const char c : text) {
        if (c == character) {
            result += with;
        } else {
            result += c;
        }
    }
    return result;
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
    return fmt::format("{}", fmt::join(words, between));
}

/// What may stand first: the commands of one word, and the groups.
std::vector<std::string> first_words() {
    std::vector<std::string> words;
    for (const Command& command : commands()) {
        std::string word{command.name.substr(0, command.name.find(' '))};
        if (std::ranges::count(words, word) == 0) {
            words.push_back(std::move(word));
        }
    }
    return words;
}

/// Of a command, or the list of a group's.
std::string summary(const std::string& word) {
    const auto command = std::ranges::find(commands(), word, &Command::name);
    return command != commands().end() ? std::string{command->summary}
                                       : joined(members(word), ", ") + ".";
}

// ---- bash

void write_bash_command(std::ostream& out, const Command& command, const Options& options) {
    out << "    " << dashed(command.name) << ")\n        case $prev in\n";
    std::string names;
    for (const OptionModel& option : options.option_models()) {
        names += (names.empty() ? "" : " ") + joined(option.names, " ");
        if (!option.placeholder.empty()) {
            out << fmt::format("            {}) _tamga_words '{}'; return ;;\n",
                               joined(option.names, "|"), joined(option.choices, " "));
        }
    }
    out << "        esac\n        options='" << names << "'\n";
    for (const OperandModel& operand : options.operand_models()) {
        if (!operand.choices.empty()) {
            out << "        operands='" << joined(operand.choices, " ") << "'\n";
        }
    }
    out << "        ;;\n";
}

void write_bash(std::ostream& out) {
    out << "# bash completion for tamga, made by: tamga completions bash\n"
           "_tamga_words() { COMPREPLY=($(compgen -W \"$1\" -- \"${COMP_WORDS[COMP_CWORD]}\")); }\n"
           "_tamga() {\n"
           "    local prev=${COMP_WORDS[COMP_CWORD - 1]} options='--help --version' operands=''\n"
           "    COMPREPLY=()\n"
           "    local command=${COMP_WORDS[1]}\n"
           "    if ((COMP_CWORD == 1)); then\n"
        << fmt::format("        operands='{} help'\n", joined(first_words(), " "));
    for (const std::string& group : groups()) {
        out << fmt::format(
            "    elif ((COMP_CWORD == 2)) && [ $command = {} ]; then\n        operands='{}'\n",
            group, joined(members(group), " "));
    }
    out << "    else\n";
    for (const std::string& group : groups()) {
        out << fmt::format("    [ $command = {0} ] && command={0}-${{COMP_WORDS[2]}}\n", group);
    }
    out << "    case $command in\n";
    for (const Command& command : commands()) {
        Options options;
        command.define(options);
        write_bash_command(out, command, options);
    }
    // What completes to nothing completes to file names, by -o default.
    out << "    esac\n    fi\n"
           "    case ${COMP_WORDS[COMP_CWORD]} in\n"
           "    -*) _tamga_words \"$options\" ;;\n"
           "    *) _tamga_words \"$operands\" ;;\n"
           "    esac\n"
           "}\n"
           "complete -o default -F _tamga tamga\n";
}

// ---- zsh

/// Text in single quotes, in which brackets and colons mean something to _arguments.
std::string zsh_text(std::string_view text) {
    std::string result = replaced(text, '\\', "\\\\");
    for (const char special : {'[', ']', ':'}) {
        result = replaced(result, special, std::string{'\\', special});
    }
    return replaced(result, '\'', "'\\''");
}

std::string zsh_action(const std::string& name, const std::vector<std::string>& choices) {
    return ":" + zsh_text(name) + (choices.empty() ? ":_files" : ":(" + joined(choices, " ") + ")");
}

std::string zsh_option(const OptionModel& option) {
    const std::string value =
        option.placeholder.empty() ? "" : zsh_action(option.placeholder, option.choices);
    const std::string once = option.many ? "*" : "(" + joined(option.names, " ") + ")";
    const std::string names =
        option.names.size() == 1 ? option.names[0] : "'{" + joined(option.names, ",") + "}'";
    return "'" + once + names + "[" + zsh_text(option.help) + "]" + value + "'";
}

void write_zsh(std::ostream& out) {
    out << "#compdef tamga\n"
           "# zsh completion for tamga, made by: tamga completions zsh\n"
           "_tamga() {\n"
           "    local -a commands=(\n";
    for (const std::string& word : first_words()) {
        out << "        '" << word << ':' << zsh_text(summary(word)) << "'\n";
    }
    out << "    )\n"
           "    if (( CURRENT == 2 )); then\n"
           "        _describe command commands\n"
           "        return\n"
           "    fi\n"
           "    local command=$words[2]\n"
           "    shift words\n"
           "    (( CURRENT-- ))\n";
    for (const std::string& group : groups()) {
        out << fmt::format(
            "    if [[ $command == {0} ]]; then\n"
            "        if (( CURRENT == 2 )); then\n"
            "            compadd {1}\n"
            "            return\n"
            "        fi\n"
            "        command={0}-$words[2]\n"
            "        shift words\n"
            "        (( CURRENT-- ))\n"
            "    fi\n",
            group, joined(members(group), " "));
    }
    out << "    case $command in\n";
    for (const Command& command : commands()) {
        Options options;
        command.define(options);
        out << "        " << dashed(command.name) << ")\n            _arguments -s";
        for (const OptionModel& option : options.option_models()) {
            out << " \\\n                " << zsh_option(option);
        }
        for (const OperandModel& operand : options.operand_models()) {
            out << " \\\n                '" << (operand.many ? "*" : "")
                << zsh_action(operand.name, operand.choices) << "'";
        }
        out << " ;;\n";
    }
    out << "    esac\n}\n_tamga \"$@\"\n";
}

// ---- fish

std::string fish_text(std::string_view text) {
    return "'" + replaced(replaced(text, '\\', "\\\\"), '\'', "\\'") + "'";
}

void write_fish_command(std::ostream& out, const Command& command, const Options& options) {
    const auto space = command.name.find(' ');
    const std::string condition =
        space == std::string_view::npos
            ? fmt::format("__fish_seen_subcommand_from {}", command.name)
            : fmt::format("__fish_seen_subcommand_from {}; and __fish_seen_subcommand_from {}",
                          command.name.substr(0, space), command.name.substr(space + 1));
    const std::string start = fmt::format("complete -c tamga -n '{}'", condition);
    for (const OptionModel& option : options.option_models()) {
        out << start;
        for (const std::string& name : option.names) {
            out << (name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1));
        }
        if (!option.choices.empty()) {
            out << " -x -a " << fish_text(joined(option.choices, " "));
        } else if (!option.placeholder.empty()) {
            out << " -r";
        }
        out << " -d " << fish_text(option.help) << '\n';
    }
    for (const OperandModel& operand : options.operand_models()) {
        if (!operand.choices.empty()) {
            out << start << " -f -a " << fish_text(joined(operand.choices, " ")) << '\n';
        }
    }
}

void write_fish(std::ostream& out) {
    out << "# fish completion for tamga, made by: tamga completions fish\n"
           "complete -c tamga -n __fish_use_subcommand -f\n"
           "complete -c tamga -n __fish_use_subcommand -l help -d 'Print the commands.'\n"
           "complete -c tamga -n __fish_use_subcommand -l version -d 'Print the version.'\n";
    for (const std::string& word : first_words()) {
        out << "complete -c tamga -n __fish_use_subcommand -f -a " << word << " -d "
            << fish_text(summary(word)) << '\n';
    }
    for (const std::string& group : groups()) {
        out << fmt::format("complete -c tamga -n '__fish_seen_subcommand_from {}' -f -a '{}'\n",
                           group, joined(members(group), " "));
    }
    for (const Command& command : commands()) {
        Options options;
        command.define(options);
        write_fish_command(out, command, options);
    }
}

int run(const std::string& shell, Io& io) {
    if (shell == "bash") {
        write_bash(io.out);
    } else if (shell == "zsh") {
        write_zsh(io.out);
    } else {
        write_fish(io.out);
    }
    return 0;
}

}  // namespace

Command completions_command() {
    return {.name = "completions",
            .summary = "Prints a script that completes commands and options in a shell.",
            .example =
                "Examples:\n"
                "  tamga completions bash > ~/.local/share/bash-completion/completions/tamga\n"
                "  tamga completions fish > ~/.config/fish/completions/tamga.fish",
            .define = [](Options& options) -> Run {
                auto shell = std::make_shared<std::string>();
                options.operand_choice("SHELL", *shell, {"bash", "zsh", "fish"}, "The shell.");
                return [shell](Io& io) { return run(*shell, io); };
            }};
}

}  // namespace tamga::cli
