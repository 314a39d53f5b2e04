// SPDX-License-Identifier: MIT
#include "engine/base/error.hpp"
#include "tools/tamga/cli/command.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <new>
#include <ostream>

namespace tamga::cli {
namespace {

void print_help(std::ostream& out) {
    out << "usage: tamga COMMAND [OPTIONS] ...\n\n"
           "Turns coordinates and journeys into maps.\n\n";
    for (const Command& command : commands()) {
        std::string name{command.name};
        name.resize(std::max<std::size_t>(name.size() + 1, 12), ' ');
        out << "  " << name << command.summary << '\n';
    }
    out << "\ntamga COMMAND --help tells more; tamga --version prints the version.\n";
}

std::unique_ptr<CLI::App> make_app(const Command& command) {
    auto app = std::make_unique<CLI::App>(std::string{command.summary},
                                          "tamga " + std::string{command.name});
    app->set_help_flag("-h,--help", "Print this help.");
    app->footer(std::string{command.example});
    app->get_formatter()->column_width(34);
    return app;
}

int run_command(const Command& command, std::span<const std::string> words, Io& io) {
    const auto app = make_app(command);
    Options options{*app};
    const Run run = command.define(options);
    try {
        app->parse(std::vector<std::string>{words.rbegin(), words.rend()});
    } catch (const CLI::CallForHelp&) {
        io.out << app->help();
        return 0;
    } catch (const CLI::ParseError& error) {
        throw Error{Fault::usage, error.what()};
    }
    return run(io);
}

int dispatch(std::span<const std::string> words, Io& io) {
    if (words.empty() || words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
        print_help(io.out);
        return 0;
    }
    if (words[0] == "--version") {
        io.out << "tamga " TAMGA_VERSION "\n";
        return 0;
    }
    const auto command = std::ranges::find(commands(), words[0], &Command::name);
    if (command == commands().end()) {
        throw Error{Fault::usage, "unknown command '" + words[0] + "'; see tamga --help"};
    }
    return in_context(words[0], [&] { return run_command(*command, words.subspan(1), io); });
}

}  // namespace

int run_tool(std::span<const std::string> words, Io& io) {
    try {
        return dispatch(words, io);
    } catch (const Error& error) {
        io.err << "tamga " << error.what() << '\n';
        return error.fault() == Fault::usage ? 2 : 1;
    } catch (const std::bad_alloc&) {
        io.err << "tamga: out of memory\n";
        return 1;
    }
}

}  // namespace tamga::cli
