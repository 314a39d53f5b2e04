// SPDX-License-Identifier: MIT
//
// The rows of what can be said of a layer, and what is made of them.
#include "engine/plan/layer_option.hpp"

#include "engine/base/error.hpp"
#include "tests/source_folder.hpp"
#include "tests/unit/bake/baking.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <fstream>
#include <iostream>
#include <iterator>

using namespace tamga;
using namespace tamga::tests;

namespace {

/// A value for a row in a map.toml: its example, else what its notation takes.
std::string example_of(const plan::LayerOption& option) {
    if (!option.example.empty()) {
        return std::string{option.example};
    }
    return option.member.takes == plan::Takes::nothing ? "true" : "\"a\"";
}

/// The kinds as styles/README.md has them: nothing for all.
std::string kinds_for_page(const plan::LayerOption& option) {
    std::string list;
    for (const auto& [word, kind] : plan::Words<plan::Kind>::all) {
        if (option.kinds.has(kind) && !(option.kinds == plan::any_kind)) {
            list += fmt::format("{}{}", list.empty() ? "" : ", ", word);
        }
    }
    return option.kinds == plan::all_but_routes ? "all but routes" : list;
}

std::string sentence(std::string text) {
    if (text[0] >= 'a' && text[0] <= 'z') {
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    }
    return text.ends_with('.') ? text : text + '.';
}

std::string cell(const std::string& text) { return text.empty() ? " |" : " " + text + " |"; }

/// The table of styles/README.md.
std::string page_table() {
    std::string table = "| key | kinds of layers | what it says | option |\n|---|---|---|---|\n";
    for (const plan::LayerOption& option : plan::layer_options()) {
        const bool has_example =
            !option.example.empty() || option.member.takes == plan::Takes::nothing;
        const std::string value = has_example ? " = " + example_of(option) : "";
        const std::string text = option.page.empty() ? help_of(option) : std::string{option.page};
        const std::string flag = option.flag.empty() ? "" : fmt::format("`{}`", long_flag(option));
        table += fmt::format("| `{}{}` |{}{}{}\n", option.key, value, cell(kinds_for_page(option)),
                             cell(sentence(text)), cell(flag));
    }
    return table;
}

std::string page() {
    std::ifstream file{in_source("styles/README.md")};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// A layer that a map.toml holds, with these lines in it.
plan::Layer layer_with(const std::string& lines) {
    const BakeFolder folder;
    return plan::read_map(folder.file("map.toml", "[[layer]]\n" + lines)).layers.at(0);
}

/// Lines for a layer of a kind that takes the option, with the option and what it belongs to.
std::string lines_for(const plan::LayerOption& option) {
    std::string lines;
    const auto say = [&](std::string_view key, const std::string& value) {
        if (key != option.key) {
            lines += fmt::format("{} = {}\n", key, value);
        }
    };
    say("name", "\"a\"");
    say("source", "\"a.csv\"");
    for (const auto& [word, kind] : plan::Words<plan::Kind>::all) {
        if (option.kinds.has(kind)) {
            say("kind", fmt::format("\"{}\"", word));
            break;
        }
    }
    if (const plan::LayerOption* whole = plan::option_of(option.with)) {
        say(whole->key, example_of(*whole));
    }
    return lines + fmt::format("{} = {}\n", option.key, example_of(option));
}

}  // namespace

TEST_CASE("every option of a layer is read from a map, is then given, and can be taken away",
          "[style]") {
    for (const plan::LayerOption& option : plan::layer_options()) {
        CAPTURE(option.key);
        plan::Layer layer = layer_with(lines_for(option));
        CHECK(option.member.given(layer));
        if (!(option.kinds == plan::any_kind)) {
            option.member.clear(layer);
            CHECK_FALSE(option.member.given(layer));
            CHECK_FALSE(option.member.given(plan::Layer{}));
        }
    }
}

TEST_CASE("no two options of a layer have one key or one flag", "[style]") {
    const auto all = plan::layer_options();
    for (const plan::LayerOption& option : all) {
        CAPTURE(option.key);
        CHECK(plan::option_of(option.key) == &option);
        CHECK((option.flag.empty() == option.help.empty()));
        CHECK((option.with.empty() || plan::option_of(option.with) != nullptr));
        CHECK_FALSE((option.page.empty() && option.help.empty()));
        for (const plan::LayerOption& other : all) {
            CHECK((&other == &option || option.flag.empty() || other.flag != option.flag));
        }
    }
}

TEST_CASE("an option is refused for a layer of another kind, with its line", "[style]") {
    const auto mistake = [](const std::string& lines) -> std::string {
        try {
            layer_with("name = \"a\"\nsource = \"a.csv\"\n" + lines);
        } catch (const Error& error) {
            const std::string text = error.what();
            return text.substr(text.find("map.toml:") + 9);
        }
        return "none";
    };
    CHECK(mistake("weight = \"n\"") ==
          "4: layer 'a' is of kind \"features\", and weight (--weight) is for \"routes\"");
    CHECK(mistake("kind = \"lines\"\ncluster = 40") ==
          "5: layer 'a' is of kind \"lines\", and cluster (--cluster) is for \"features\" or "
          "\"points\" or \"routes\"");
    CHECK(
        mistake("kind = \"routes\"\norigin = \"a\"\norder_by = \"n\"")
            .starts_with("6: layer 'a' is of kind \"routes\", and order_by (--order-by) is for "));
    CHECK(mistake("cluster_min_points = 2") ==
          "4: layer 'a': cluster_min_points (--cluster-min-points) belongs to cluster (--cluster), "
          "which is not given");
    CHECK(mistake("cluster = 40\ncluster_min_points = 2") == "none");
}

TEST_CASE("styles/README.md lists the options of a layer as they are", "[style]") {
    const std::string text = page();
    const auto begin = text.find("| key |");
    const auto end = text.find("\n\n", begin);
    REQUIRE(end != std::string::npos);
    const std::string found = text.substr(begin, end + 1 - begin);
    if (found != page_table()) {  // Catch would break its lines.
        std::cout << "the table in styles/README.md is to be:\n\n" << page_table() << '\n';
    }
    CHECK((found == page_table()));
}
