// SPDX-License-Identifier: MIT
#include "tests/unit/tools/printed.hpp"
#include "tools/tamga/cli/command.hpp"

#include <catch2/catch.hpp>

#include <iterator>
#include <set>
#include <sstream>

namespace {

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using tamga::tests::run_tool;

}  // namespace

TEST_CASE("the overview names every command and says what it does", "[cli]") {
    const auto overview = run_tool({"--help"});
    CHECK(overview.status == 0);
    CHECK(overview.err.empty());
    for (const auto& command : tamga::cli::commands()) {
        CHECK_THAT(overview.out, Contains("\n  " + std::string{command.name} + ' '));
    }
    CHECK(run_tool({"help"}).out == overview.out);
    CHECK(run_tool({"-h"}).out == overview.out);
}

TEST_CASE("without a command the overview goes to stderr", "[cli]") {
    const auto nothing = run_tool({});
    CHECK(nothing.status == 2);
    CHECK(nothing.out.empty());
    CHECK(nothing.err == run_tool({"--help"}).out);
}

TEST_CASE("the version is one line", "[cli]") {
    const auto version = run_tool({"--version"});
    CHECK(version.status == 0);
    CHECK_THAT(version.out, StartsWith("tamga 0.") && Catch::Matchers::EndsWith("\n"));
}

TEST_CASE("the help of a group lists its commands", "[cli]") {
    const auto group = run_tool({"geotag", "--help"});
    CHECK(group.status == 0);
    CHECK_THAT(group.out, StartsWith("usage: tamga geotag COMMAND") &&
                              Contains("\n  geotag photos ") && !Contains("bake"));
    CHECK(run_tool({"help", "geotag"}).out == group.out);
}

TEST_CASE("every command has help within 80 columns, with an example", "[cli]") {
    for (const auto& command : tamga::cli::commands()) {
        const std::string name{command.name};
        std::istringstream name_words{name};
        std::vector<std::string> words{std::istream_iterator<std::string>{name_words}, {}};
        words.emplace_back("--help");
        const auto help = run_tool(words);
        CHECK(help.status == 0);
        CHECK_THAT(help.out, StartsWith("usage: tamga " + name + " [OPTIONS]"));
        CHECK_THAT(help.out, Contains("tamga " + name + ' '));
        CHECK_FALSE(command.example.empty());
        CHECK(command.summary.ends_with('.'));
        words.pop_back();
        words.insert(words.begin(), "help");
        CHECK(run_tool(words).out == help.out);
        std::istringstream lines{help.out};
        const auto example_start = help.out.find(command.example);
        for (std::string line; std::getline(lines, line);) {
            CAPTURE(line);
            const bool prose = help.out.find(line) < example_start;
            CHECK((line.size() <= 80 || !prose || line.starts_with("usage")));
        }
    }
}

TEST_CASE("no command defines an option twice", "[cli]") {
    for (const auto& command : tamga::cli::commands()) {
        tamga::cli::Options options;
        command.define(options);
        std::set<std::string> names;
        for (const auto& option : options.option_models()) {
            CAPTURE(command.name, option.names);
            CHECK_FALSE(option.help.empty());
            CHECK(option.help.ends_with('.'));
            for (const auto& name : option.names) {
                CHECK(names.insert(name).second);
            }
        }
    }
}
