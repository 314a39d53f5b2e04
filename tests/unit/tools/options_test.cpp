// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/options.hpp"
#include "engine/base/error.hpp"

#include <catch2/catch.hpp>

using Catch::Matchers::Message;
using tamga::cli::Options;
using Words = std::vector<std::string>;

namespace {

/// A command with one of everything.
struct Everything {
    bool flag = false;
    std::string text = "default";
    std::optional<std::string> maybe;
    int whole = 7;
    std::optional<int> maybe_whole;
    std::uint64_t size = 0;
    double real = 0;
    Words many;
    std::string choice = "red";
    std::string first;
    Words rest;
    Options options;

    Everything() {
        options.flag("-f,--flag", flag, "A flag.");
        options.option({"-t,--text", "TEXT", "A text."}, text);
        options.option({"--maybe", "TEXT", "Perhaps a text."}, maybe);
        options.option({"-w,--whole", "N", "A number."}, whole);
        options.option({"--maybe-whole", "N", "Perhaps a number."}, maybe_whole);
        options.option({"--size", "N", "A size."}, size);
        options.option({"--real", "N", "A real number."}, real);
        options.option({"-m,--many", "TEXT", "Texts."}, many);
        options.choice({"--choice", "COLOUR", "A colour."}, choice, {"red", "green"});
        options.operand("FIRST", first, "The first word.");
        options.operands("REST", rest, 0, "The other words.");
    }

    void parse(const Words& words) { REQUIRE(options.parse(words)); }
};

void check_refused(const Words& words, const std::string& message) {
    CAPTURE(words);
    Everything all;
    CHECK_THROWS_MATCHES(all.options.parse(words), tamga::Error, Message(message));
}

}  // namespace

TEST_CASE("options and operands get their values in any order", "[cli]") {
    Everything all;
    all.parse({"a", "-f", "--text", "x y", "b", "--whole=-3", "-mone", "-m", "two", "c", "--size",
               "18446744073709551615", "--real", "-1e3", "--choice=green", "--maybe-whole", "0"});
    CHECK(all.flag);
    CHECK(all.text == "x y");
    CHECK_FALSE(all.maybe);
    CHECK(all.whole == -3);
    CHECK(all.maybe_whole == 0);
    CHECK(all.size == 18446744073709551615U);
    CHECK(all.real == -1000);
    CHECK(all.many == Words{"one", "two"});
    CHECK(all.choice == "green");
    CHECK(all.first == "a");
    CHECK(all.rest == Words{"b", "c"});
}

TEST_CASE("what is not given keeps its default", "[cli]") {
    Everything all;
    all.parse({"a"});
    CHECK(all.text == "default");
    CHECK(all.whole == 7);
    CHECK(all.many.empty());
    CHECK(all.rest.empty());
}

TEST_CASE("the last of several values counts", "[cli]") {
    Everything all;
    all.parse({"a", "-w1", "-w", "2", "-f", "-f", "--choice", "green", "--choice", "red"});
    CHECK(all.whole == 2);
    CHECK(all.flag);
    CHECK(all.choice == "red");
}

TEST_CASE("coordinates and punctuation are operands, not options", "[cli]") {
    Everything all;
    all.parse({"-12.5,3", "-.5", "", "-", "[41.2,74.7]", "{}", "%%", "a=b"});
    CHECK(all.first == "-12.5,3");
    CHECK(all.rest == Words{"-.5", "", "-", "[41.2,74.7]", "{}", "%%", "a=b"});
}

TEST_CASE("values may look like anything", "[cli]") {
    Everything all;
    all.parse({"a", "--text=", "-m", "", "-m=", "-m[1,2]", "--many", "--flag", "--maybe", "-x"});
    CHECK(all.text.empty());
    CHECK(all.many == Words{"", "=", "[1,2]", "--flag"});
    CHECK(all.maybe == "-x");
    CHECK_FALSE(all.flag);
}

TEST_CASE("after two dashes every word is an operand", "[cli]") {
    Everything all;
    all.parse({"-f", "--", "--flag", "-t", "--", "--x="});
    CHECK(all.first == "--flag");
    CHECK(all.rest == Words{"-t", "--", "--x="});
}

TEST_CASE("help is asked for, not parsed further", "[cli]") {
    CHECK_FALSE(Everything{}.options.parse(Words{"--help"}));
    CHECK_FALSE(Everything{}.options.parse(Words{"a", "-h"}));
}

TEST_CASE("a line that makes no sense is refused with the reason", "[cli]") {
    check_refused({"a", "--txet", "x"}, "unknown option '--txet'; did you mean '--text'?");
    check_refused({"--nonsense"}, "unknown option '--nonsense'");
    check_refused({"a", "-k3"}, "unknown option '-k'");
    check_refused({"a", "--whole=abc"}, "--whole: 'abc' is not a whole number");
    check_refused({"a", "--whole", "1.5"}, "--whole: '1.5' is not a whole number");
    check_refused({"a", "--whole", "9999999999"}, "--whole: '9999999999' is not a whole number");
    check_refused({"a", "--size", "-1"}, "--size: '-1' is not a whole number from 0 up");
    check_refused({"a", "--real", "nan"}, "--real: 'nan' is not a number");
    check_refused({"a", "--real="}, "--real: '' is not a number");
    check_refused({"a", "--text"}, "--text needs a value");
    check_refused({"a", "--flag=no"}, "--flag takes no value");
    check_refused({"a", "--choice", "greem"},
                  "--choice: 'greem' is not one of red, green; did you mean 'green'?");
    check_refused({"-f"}, "missing FIRST");
}

TEST_CASE("a value may be given to whoever takes it", "[cli]") {
    Words once;
    Words each;
    int flags = 0;
    Options options;
    options.taken({"-o,--once", "A", "The last one."}, false, {"red", "green"},
                  [&](const std::string& word) { once.push_back(word); });
    options.taken({"--each", "A", "All."}, true, {},
                  [&](const std::string& word) { each.push_back(word); });
    options.taken({"--flag", "", "A flag."}, false, {}, [&](const std::string&) { ++flags; });
    REQUIRE(options.parse(Words{"--once", "red", "--each=a", "--flag", "-ogreen", "--each", ""}));
    CHECK(once == Words{"green"});
    CHECK(each == Words{"a", ""});
    CHECK(flags == 1);

    Options refusing;
    refusing.taken({"-o,--once", "A", "The last one."}, false, {"red", "green"}, {});
    CHECK_THROWS_MATCHES(
        refusing.parse(Words{"-o", "greem"}), tamga::Error,
        Message("--once: 'greem' is not one of red, green; did you mean 'green'?"));
    Options taker;
    taker.taken({"--each", "A", "All."}, true, {}, [](const std::string& word) {
        throw tamga::Error{tamga::Fault::usage, "'" + word + "' is no good"};
    });
    CHECK_THROWS_MATCHES(taker.parse(Words{"--each", "bad"}), tamga::Error,
                         Message("--each: 'bad' is no good"));
}

TEST_CASE("the help of an option has the default that its variable holds", "[cli]") {
    int whole = 7;
    Options options;
    options.option({"--whole", "N", "How many ({})."}, whole);
    CHECK(options.option_models().back().help == "How many (7).");
}

TEST_CASE("required words are asked for by name", "[cli]") {
    std::string output;
    Options required;
    required.option({.names = "-o,--output", .placeholder = "FILE", .help = "", .required = true},
                    output);
    CHECK_THROWS_MATCHES(required.parse(Words{}), tamga::Error, Message("missing --output"));

    Words two;
    Options operands;
    operands.operands("FILE", two, 2, "");
    CHECK_THROWS_MATCHES(operands.parse(Words{"a"}), tamga::Error, Message("missing FILE..."));

    std::string shell;
    Options choice;
    choice.operand_choice("SHELL", shell, {"bash", "zsh"}, "");
    CHECK_THROWS_MATCHES(choice.parse(Words{"bsh"}), tamga::Error,
                         Message("SHELL: 'bsh' is not one of bash, zsh; did you mean 'bash'?"));
    CHECK_THROWS_MATCHES(choice.parse(Words{"zsh", "x"}), tamga::Error,
                         Message("nothing is expected after SHELL, found 'x'"));
}
