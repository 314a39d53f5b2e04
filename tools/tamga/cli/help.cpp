// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/help.hpp"

#include <algorithm>
#include <ostream>
#include <sstream>

namespace tamga::cli {
namespace {

constexpr std::size_t line_width = 80;
constexpr std::size_t title_width = 26;  // With the two spaces before it.
constexpr std::size_t command_width = 19;

// A title and, beside it from column `indent` on, a text cut into lines at its spaces.
void write_row(std::ostream& out, const std::string& title, std::string_view text,
               std::size_t indent) {
    std::string line = "  " + title;
    if (line.size() + 2 > indent) {
        out << line << '\n';
        line.clear();
    }
    line.resize(indent, ' ');
    bool empty = true;
    std::istringstream words{std::string{text}};
    for (std::string word; words >> word; empty = false) {
        if (!empty && line.size() + 1 + word.size() > line_width) {
            out << line << '\n';
            line.assign(indent, ' ');
            empty = true;
        }
        line += (empty ? "" : " ") + word;
    }
    out << line << '\n';
}

std::string with_choices(const std::string& help, const std::vector<std::string>& choices) {
    std::string all;
    for (const std::string& choice : choices) {
        all += (all.empty() ? " One of " : ", ") + choice;
    }
    return choices.empty() ? help : help + all + ".";
}

}  // namespace

std::string usage_line(const Command& command, const Options& options) {
    std::string line = "tamga " + std::string{command.name} + " [OPTIONS]";
    for (const OperandModel& operand : options.operand_models()) {
        const std::string name = operand.name + (operand.many ? "..." : "");
        line += operand.required ? " " + name : " [" + name + "]";
    }
    for (const OptionModel& option : options.option_models()) {
        if (option.required) {
            line += " " + option.names.front() + " " + option.placeholder;
        }
    }
    return line;
}

std::string title(const OptionModel& option) {
    std::string text = option.names.front().starts_with("--") ? "    " : "";
    for (const std::string& name : option.names) {
        text += (&name == &option.names.front() ? "" : ", ") + name;
    }
    return option.placeholder.empty() ? text : text + " " + option.placeholder;
}

void write_overview(std::ostream& out) {
    out << "usage: tamga COMMAND [OPTIONS] ...\n\n"
           "Turns coordinates and journeys into maps.\n\n";
    for (const Command& command : commands()) {
        write_row(out, std::string{command.name}, command.summary, command_width);
    }
    out << "\ntamga COMMAND --help tells more; tamga --version prints the version.\n";
}

void write_group(std::ostream& out, const std::string& group) {
    out << "usage: tamga " << group << " COMMAND [OPTIONS] ...\n\n";
    for (const Command& command : commands()) {
        if (command.name.starts_with(group + ' ')) {
            write_row(out, std::string{command.name}, command.summary, command_width);
        }
    }
    out << "\ntamga " << group << " COMMAND --help tells more.\n";
}

void write_help(std::ostream& out, const Command& command, const Options& options) {
    out << "usage: " << usage_line(command, options) << "\n\n" << command.summary << "\n\n";
    for (const OperandModel& operand : options.operand_models()) {
        write_row(out, operand.name, with_choices(operand.help, operand.choices), title_width);
    }
    out << (options.operand_models().empty() ? "" : "\n");
    for (const OptionModel& option : options.option_models()) {
        write_row(out, title(option), with_choices(option.help, option.choices), title_width);
    }
    if (!command.example.empty()) {
        out << '\n' << command.example << '\n';
    }
}

}  // namespace tamga::cli
