// SPDX-License-Identifier: MIT
#include "engine/base/error.hpp"
#include "engine/base/nearest.hpp"
#include "tools/tamga/cli/command.hpp"
#include "tools/tamga/cli/help.hpp"
#include "tools/tamga/cli/printable_output.hpp"
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

[[noreturn]] void refuse(const std::string& name) {
    std::vector<std::string> names{"--help", "--version"};
    for (const Command& command : commands()) {
        names.emplace_back(command.name.substr(0, command.name.find(' ')));
    }
    const std::string hint = base::did_you_mean(name, names);
    throw Error{Fault::usage, (name.starts_with('-') ? "unknown option '" : "unknown command '") +
                                  name + "'" + (hint.empty() ? "; see tamga --help" : hint)};
}

/// A group was named, and no command of it.
[[noreturn]] void refuse_member(const std::string& group, const std::string& name) {
    const std::vector<std::string> names = members(group);
    std::string all;
    for (const std::string& member : names) {
        all += (all.empty() ? "" : ", ") + member;
    }
    throw Error{Fault::usage,
                group +
                    (name.empty() ? " needs to know what: " : ": '" + name + "' is not one of ") +
                    all + base::did_you_mean(name, names)};
}

struct Found {
    const Command& command;
    std::span<const std::string> rest;  ///< The words after its name.
};

Found find_command(std::span<const std::string> words) {
    const std::string second = words.size() > 1 ? words[1] : "";
    const bool group = std::ranges::count(groups(), words[0]) > 0;
    const std::string name = group ? words[0] + ' ' + second : words[0];
    const auto command = std::ranges::find(commands(), name, &Command::name);
    if (command != commands().end()) {
        return {*command, words.subspan(group ? 2 : 1)};
    }
    if (group) {
        refuse_member(words[0], second);
    }
    refuse(words[0]);
}

bool asks_for_help(const std::string& word) {
    return word == "--help" || word == "-h" || word == "help";
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
    const bool help = asks_for_help(first);
    if (help && words.size() == 1) {
        write_overview(io.out);
        return 0;
    }
    const std::string& name = words[help ? 1 : 0];
    const bool alone = words.size() == (help ? 2 : 1);
    if (std::ranges::count(groups(), name) > 0 &&
        (help ? alone : !alone && asks_for_help(words[1]))) {
        write_group(io.out, name);
        return 0;
    }
    const Found found =
        in_context("tamga", [&] { return find_command(words.subspan(help ? 1 : 0)); });
    static const std::vector<std::string> ask{"--help"};
    return in_context("tamga " + std::string{found.command.name}, [&] {
        return run_command(found.command, help ? std::span{ask} : found.rest, io);
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

int run_tool(std::span<const std::string> words, Io& given) {
    PrintableOutput printable{given.err};
    std::ostream err{&printable};
    Io io{given.in, given.out, err, given.screen, given.watcher};
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
