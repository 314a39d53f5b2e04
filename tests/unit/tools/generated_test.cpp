// SPDX-License-Identifier: MIT
//
// What is made from the commands' definitions: completions and manual pages. The shells and groff
// look at them too where they are installed.
#include "tests/unit/tools/printed.hpp"
#include "tools/tamga/cli/command.hpp"

#include <unistd.h>
#include <catch2/catch.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>

using Catch::Matchers::Contains;
using tamga::cli::dashed;
using tamga::tests::run_tool;

namespace {

/// A file with that content for as long as it lives.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& content)
        : path_{std::filesystem::temp_directory_path() /
                ("tamga-generated-" + std::to_string(::getpid()))} {
        std::ofstream{path_, std::ios::binary} << content;
    }
    ~TemporaryFile() { std::filesystem::remove(path_); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

/// What a program prints on stdout and stderr.
std::string output_of(const std::string& line) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe{
        ::popen((line + " 2>&1").c_str(), "r"), &::pclose};
    REQUIRE(pipe);
    std::string text;
    for (int c = std::fgetc(pipe.get()); c != EOF; c = std::fgetc(pipe.get())) {
        text += static_cast<char>(c);
    }
    return text;
}

bool installed(const std::string& program) { return !output_of("command -v " + program).empty(); }

std::string part(const std::string& text, const std::string& from, const std::string& to) {
    const auto start = text.find(from);
    REQUIRE(start != std::string::npos);
    return text.substr(start, text.find(to, start) - start);
}

/// Calls `use(name of command, option)` for every option there is.
template <class Use>
void for_each_option(Use&& use) {
    for (const auto& command : tamga::cli::commands()) {
        tamga::cli::Options options;
        command.define(options);
        for (const auto& option : options.option_models()) {
            CAPTURE(command.name, option.names);
            use(std::string{command.name}, option);
        }
    }
}

std::string completed_by_bash(const std::string& script, const std::string& words, int at) {
    return output_of("bash -c 'source " + script + "; COMP_WORDS=(" + words +
                     "); COMP_CWORD=" + std::to_string(at) + "; _tamga; echo \"${COMPREPLY[*]}\"'");
}

}  // namespace

TEST_CASE("completions of bash know every option of every command", "[cli]") {
    const std::string script = run_tool({"completions", "bash"}).out;
    for_each_option([&](const std::string& command, const auto& option) {
        const std::string section = part(script, "    " + dashed(command) + ")\n", ";;\n    ");
        const std::string names =
            part(script.substr(script.find(section)), "options='", "\n") + ' ';
        for (const std::string& name : option.names) {
            CHECK_THAT(names, Contains(' ' + name + ' ') || Contains('\'' + name + ' ') ||
                                  Contains(' ' + name + '\'') || Contains('\'' + name + '\''));
        }
    });
    if (installed("bash")) {
        const TemporaryFile file{script};
        CHECK(output_of("bash -n " + file.path()).empty());
        CHECK(completed_by_bash(file.path(), "tamga wh", 1) == "where\n");
        CHECK(completed_by_bash(file.path(), "tamga where --z", 2) == "--zoom\n");
        CHECK(completed_by_bash(file.path(), "tamga completions z", 2) == "zsh\n");
        CHECK(completed_by_bash(file.path(), "tamga where -z \"\"", 3) == "\n");
        CHECK(completed_by_bash(file.path(), "tamga geot", 1) == "geotag\n");
        CHECK(completed_by_bash(file.path(), "tamga geotag ph", 2) == "photos\n");
        CHECK(completed_by_bash(file.path(), "tamga geotag photos --in", 3) == "--in-place\n");
    }
}

TEST_CASE("completions of zsh know every option of every command", "[cli]") {
    const std::string script = run_tool({"completions", "zsh"}).out;
    for_each_option([&](const std::string& command, const auto& option) {
        const std::string section = part(script, "        " + dashed(command) + ")\n", " ;;\n");
        for (const std::string& name : option.names) {
            CHECK_THAT(section, Contains('{' + name + ',') || Contains(',' + name + '}') ||
                                    Contains(')' + name + '[') || Contains('*' + name + '['));
        }
    });
    if (installed("zsh")) {
        const TemporaryFile file{script};
        CHECK(output_of("zsh -n " + file.path()).empty());
    }
}

TEST_CASE("completions of fish know every option of every command", "[cli]") {
    const std::string script = run_tool({"completions", "fish"}).out;
    for_each_option([&](const std::string& command, const auto& option) {
        const std::string last = command.substr(command.find(' ') + 1);
        std::string line = "__fish_seen_subcommand_from " + last + "'";
        for (const std::string& name : option.names) {
            line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
        }
        CHECK_THAT(script, Contains(line + ' '));
    });
    if (installed("fish")) {
        const TemporaryFile file{script};
        CHECK(output_of("fish -n " + file.path()).empty());
    }
}

TEST_CASE("manual pages describe every option of every command", "[cli]") {
    for_each_option([&](const std::string& command, const auto& option) {
        const std::string page = run_tool({"man", dashed(command)}).out;
        for (std::string name : option.names) {
            for (auto at = name.find('-'); at != std::string::npos; at = name.find('-', at + 2)) {
                name.insert(at, "\\");
            }
            CHECK_THAT(page, Contains(' ' + name + '\n') || Contains(' ' + name + ' ') ||
                                 Contains(' ' + name + ','));
        }
    });
}

TEST_CASE("manual pages are good troff", "[cli]") {
    std::vector<std::vector<std::string>> pages{{"man"}};
    for (const auto& command : tamga::cli::commands()) {
        pages.push_back({"man", dashed(command.name)});
        CHECK_THAT(run_tool({"man"}).out, Contains(".B " + std::string{command.name} + '\n'));
    }
    for (const auto& words : pages) {
        const auto page = run_tool(words);
        CAPTURE(words);
        CHECK(page.status == 0);
        CHECK(page.out.starts_with(".TH TAMGA"));
        if (installed("groff")) {
            const TemporaryFile file{page.out};
            CHECK(output_of("groff -man -Tutf8 -k -ww -z " + file.path()).empty());
        }
    }
}
