// SPDX-License-Identifier: MIT
//
// tamga man: the manual pages, made from what every command defines.
#include "tools/tamga/cli/help.hpp"
#include "tools/tamga/cli/version.hpp"
#include "tools/tamga/commands/commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <ostream>
#include <sstream>

namespace tamga::cli {
namespace {

/// Text in which nothing means anything to troff.
std::string troff(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const bool line_start = result.empty() || result.back() == '\n';
        if (line_start && (c == '.' || c == '\'')) {
            result += "\\&";
        }
        if (c == '\\') {
            result += "\\e";
        } else if (c == '-') {
            result += "\\-";
        } else {
            result += c;
        }
    }
    return result;
}

std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return text;
}

void write_start(std::ostream& out, const std::string& page, std::string_view summary) {
    std::string phrase{summary};
    if (phrase.ends_with('.')) {
        phrase.pop_back();
    }
    out << fmt::format(".TH {} 1 \"\" \"tamga {}\" \"tamga manual\"\n", troff(upper(page)),
                       version())
        << fmt::format(".SH NAME\n{} \\- {}\n", troff(page), troff(phrase));
}

void write_item(std::ostream& out, const std::string& title, const std::string& text) {
    out << ".TP\n.B " << troff(title) << '\n' << troff(text) << '\n';
}

std::string with_choices(std::string help, const std::vector<std::string>& choices) {
    return choices.empty() ? help : fmt::format("{} One of {}.", help, fmt::join(choices, ", "));
}

void write_exit_status(std::ostream& out) {
    out << ".SH EXIT STATUS\n";
    write_item(out, "0", "Done.");
    write_item(out, "1", "Failed, or the answer is no; the reason is said.");
    write_item(out, "2", "The command line makes no sense.");
}

void write_command(std::ostream& out, const Command& command) {
    Options options;
    command.define(options);
    write_start(out, "tamga-" + dashed(command.name), command.summary);
    out << ".SH SYNOPSIS\n" << troff(usage_line(command, options)) << '\n';
    out << ".SH DESCRIPTION\n" << troff(command.summary) << '\n';
    for (const OperandModel& operand : options.operand_models()) {
        write_item(out, operand.name, with_choices(operand.help, operand.choices));
    }
    out << ".SH OPTIONS\n";
    for (const OptionModel& option : options.option_models()) {
        const std::string names = title(option);
        write_item(out, names.substr(names.find('-')), with_choices(option.help, option.choices));
    }
    write_exit_status(out);
    out << ".SH EXAMPLES\n.nf\n";
    std::istringstream lines{std::string{command.example}};
    for (std::string line; std::getline(lines, line);) {
        out << (line.empty() ? ".sp" : troff(line)) << '\n';
    }
    out << ".fi\n.SH SEE ALSO\n.BR tamga (1)\n";
}

void write_overview_page(std::ostream& out) {
    write_start(out, "tamga", "turns coordinates and journeys into maps");
    out << ".SH SYNOPSIS\ntamga COMMAND [OPTIONS] ...\n.SH COMMANDS\n";
    for (const Command& command : commands()) {
        write_item(out, std::string{command.name}, std::string{command.summary});
    }
    out << ".SH OPTIONS\n";
    write_item(out, "-h, --help", "Print the commands; after a command, its options.");
    write_item(out, "--version", "Print the version.");
    write_exit_status(out);
    out << ".SH SEE ALSO\n";
    for (const Command& command : commands()) {
        out << ".BR " << troff("tamga-" + dashed(command.name)) << " (1)\n";
    }
}

std::vector<std::string> names() {
    std::vector<std::string> result;
    for (const Command& command : commands()) {
        result.push_back(dashed(command.name));
    }
    return result;
}

int run(const std::string& name, Io& io) {
    const auto command = std::ranges::find(commands(), name,
                                           [](const Command& other) { return dashed(other.name); });
    if (command == commands().end()) {
        write_overview_page(io.out);
    } else {
        write_command(io.out, *command);
    }
    return 0;
}

}  // namespace

Command man_command() {
    return {.name = "man",
            .summary = "Prints the manual page of tamga, or of one command.",
            .example =
                "Examples:\n"
                "  tamga man where > tamga-where.1 && man -l tamga-where.1\n"
                "  tamga man > tamga.1",
            .define = [](Options& options) -> Run {
                auto name = std::make_shared<std::string>();
                options.operand_choice("COMMAND", *name, names(),
                                       "The command; without it, the page of tamga itself.", false);
                return [name](Io& io) { return run(*name, io); };
            }};
}

}  // namespace tamga::cli
