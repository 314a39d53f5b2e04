// SPDX-License-Identifier: MIT
#include "engine/base/error.hpp"
#include "engine/base/nearest.hpp"
#include "tools/tamga/cli/command.hpp"
#include "tools/tamga/cli/help.hpp"
#include "tools/tamga/cli/standard_output.hpp"
#include "tools/tamga/cli/version.hpp"

#include <algorithm>
#include <new>
#include <ostream>

namespace tamga::cli {
namespace {

int run_command(const Command& command, std::span<const std::string> words, Io& io) {
    Options options;
    const Run run = command.define(options);
    if (!options.parse(words)) {
        write_help(io.out, command, options);
        return 0;
    }
    return run(io);
}

const Command& find_command(const std::string& name) {
    const auto command = std::ranges::find(commands(), name, &Command::name);
    if (command == commands().end()) {
        std::vector<std::string> names{"--help", "--version"};
        for (const Command& other : commands()) {
            names.emplace_back(other.name);
        }
        const std::string hint = base::did_you_mean(name, names);
        throw Error{Fault::usage,
                    (name.starts_with('-') ? "unknown option '" : "unknown command '") + name +
                        "'" + (hint.empty() ? "; see tamga --help" : hint)};
    }
    return *command;
}

int dispatch(std::span<const std::string> words, Io& io) {
    if (words.empty()) {
        write_overview(io.err);
        return 2;
    }
    const std::string& first = words[0];
    if (first == "--version") {
        write_version(io.out);
        return 0;
    }
    const bool help = first == "--help" || first == "-h" || first == "help";
    if (help && words.size() == 1) {
        write_overview(io.out);
        return 0;
    }
    const Command& command =
        in_context("tamga", [&]() -> const Command& { return find_command(words[help ? 1 : 0]); });
    static const std::vector<std::string> ask{"--help"};
    return in_context("tamga " + std::string{command.name}, [&] {
        return run_command(command, help ? std::span{ask} : words.subspan(1), io);
    });
}

template <class Work>
int caught(Io& io, Work&& work) {
    try {
        return work();
    } catch (const ReaderGone&) {
        return 0;
    } catch (const Error& error) {
        io.err << error.what() << '\n';
        return error.fault() == Fault::usage ? 2 : 1;
    } catch (const std::bad_alloc&) {
        io.err << "tamga: out of memory\n";
        return 1;
    } catch (const std::exception& error) {  // A library's own, which our code should have met.
        io.err << "tamga: unexpected: " << error.what() << '\n';
        return 1;
    }
}

}  // namespace

int run_tool(std::span<const std::string> words, Io& io) {
    const int status = caught(io, [&] { return dispatch(words, io); });
    if (!io.out.good()) {  // It has failed already, and that was dealt with.
        return status;
    }
    const int flushed = caught(io, [&] {
        in_context("tamga", [&] { io.out.flush(); });
        return 0;
    });
    return status != 0 ? status : flushed;
}

}  // namespace tamga::cli
