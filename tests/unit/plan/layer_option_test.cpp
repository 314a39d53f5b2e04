// SPDX-License-Identifier: MIT
//
// The rows of what can be said of a layer, a map and a bake, and what is made of them.
#include "engine/plan/layer_option.hpp"

#include "engine/bake/table/options.hpp"
#include "engine/base/error.hpp"
#include "tests/source_folder.hpp"
#include "tests/unit/bake/baking.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <limits>

using namespace tamga;
using namespace tamga::tests;

namespace {

/// A value for a row in a map.toml: its example, else what its notation takes.
template <class Subject>
std::string example_of(const plan::Option<Subject>& option) {
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

/// The first cell of a row of styles/README.md: the key, and a value if it is no plain text.
template <class Subject>
std::string key_cell(const plan::Option<Subject>& option) {
    const bool has_example = !option.example.empty() || option.member.takes == plan::Takes::nothing;
    return fmt::format("| `{}{}` |", option.key, has_example ? " = " + example_of(option) : "");
}

template <class Subject>
std::string text_cell(const plan::Option<Subject>& option) {
    return cell(sentence(option.page.empty() ? help_of(option) : std::string{option.page}));
}

template <class Subject>
std::string flag_cell(const plan::Option<Subject>& option) {
    return cell(option.flag.empty() ? "" : fmt::format("`{}`", long_flag(option)));
}

/// The table of layers in styles/README.md.
std::string page_table() {
    std::string table = "| key | kinds of layers | what it says | option |\n|---|---|---|---|\n";
    for (const plan::LayerOption& option : plan::layer_options()) {
        table += key_cell(option) + cell(kinds_for_page(option)) + text_cell(option) +
                 flag_cell(option) + '\n';
    }
    return table;
}

std::string map_table() {
    std::string table = "| key of `[map]` | what it says | option |\n|---|---|---|\n";
    for (const plan::MapOption& option : plan::map_options()) {
        if (!option.key.empty()) {
            table += key_cell(option) + text_cell(option) + flag_cell(option) + '\n';
        }
    }
    return table;
}

std::string bake_table() {
    std::string table = "| option | what it says |\n|---|---|\n";
    for (const auto& option : bake::options()) {
        table += fmt::format("| `{}` |", long_flag(option)) + text_cell(option) + '\n';
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

TEST_CASE("styles/README.md lists the options of maps, layers and bakes as they are", "[style]") {
    const std::string text = page();
    for (const std::string& table : {map_table(), page_table(), bake_table()}) {
        const bool found = text.find("\n\n" + table + '\n') != std::string::npos;
        if (!found) {  // Catch would break its lines.
            std::cout << "a table in styles/README.md is to be:\n\n" << table << '\n';
        }
        CHECK(found);
    }
}

TEST_CASE("what a number may be is said by its row, for layers and for bakes", "[style]") {
    const plan::LayerOption& fewest = *plan::option_of("cluster_min_points");
    plan::Layer layer;
    layer.name = "a";
    layer.clusters.radius_px = 40;
    layer.clusters.min_points = 1;
    CHECK(refusal(fewest, layer) == "layer 'a': cluster_min_points 1 is less than 2");
    layer.clusters.min_points = 2;
    CHECK(refusal(fewest, layer) == std::nullopt);

    bake::Options options;
    const auto mistakes = [&options] {
        std::string all;
        for (const auto& option : bake::options()) {
            all += out_of_range(option, options).value_or("");
        }
        return all;
    };
    CHECK(mistakes().empty());
    options.compression = 13;
    options.close_gaps_px = std::numeric_limits<double>::quiet_NaN();
    CHECK(mistakes() == "--compression 13 is not in 1..12--close-gaps nan is not in 0..64");
}
