// SPDX-License-Identifier: MIT
#include "engine/plan/toml_node.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace tamga::plan {
namespace {

Node node_of(const toml::node& from) {
    Node node{.line = from.source().begin.line};
    if (const auto* text = from.as_string()) {
        node.value = text->get();
    } else if (const auto* flag = from.as_boolean()) {
        node.value = flag->get();
    } else if (const auto* whole = from.as_integer()) {
        node.value = whole->get();
    } else if (const auto* number = from.as_floating_point()) {
        node.value = number->get();
    } else if (const auto* array = from.as_array()) {
        Node::Array elements;
        for (const toml::node& element : *array) {
            elements.push_back(node_of(element));
        }
        node.value = std::move(elements);
    } else if (const auto* table = from.as_table()) {
        Node::Members members;
        for (const auto& [name, value] : *table) {
            members.emplace_back(name.str(), node_of(value));
        }
        node.value = std::move(members);
    }
    return node;
}

/// The parser counts how deep values are nested, but not how deep keys like a.b.c are.
void check_keys(const std::string& path, const std::string& text) {
    constexpr std::ptrdiff_t most_parts = 256;
    std::istringstream lines{text};
    std::uint64_t number = 1;
    for (std::string line; std::getline(lines, line); ++number) {
        const auto end =
            line.begin() + static_cast<std::ptrdiff_t>(std::min(line.find('='), line.size()));
        if (std::count(line.begin(), end, '.') > most_parts) {
            throw Error{Fault::input, fmt::format("{}:{}: a key of more than {} parts", path,
                                                  number, most_parts)};
        }
    }
}

std::string content(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

Node read_toml(const std::string& path) {
    if (!std::filesystem::is_regular_file(path)) {
        throw Error{Fault::input, path + ": there is no such file"};
    }
    try {
        const std::string text = content(path);
        check_keys(path, text);
        return node_of(toml::parse(text, path));
    } catch (const toml::parse_error& error) {
        throw Error{Fault::input,
                    fmt::format("{}:{}: {}", path, error.source().begin.line, error.description())};
    }
}

}  // namespace tamga::plan
