// SPDX-License-Identifier: MIT
#include "engine/plan/map_table.hpp"

#include "engine/base/error.hpp"
#include "engine/base/files/database_address.hpp"
#include "engine/base/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <optional>

namespace tamga::plan {
namespace {

std::optional<int> small_whole(const Node& node) {
    const auto* whole = node.as<std::int64_t>();
    const bool fits = whole != nullptr && *whole >= std::numeric_limits<int>::min() &&
                      *whole <= std::numeric_limits<int>::max();
    return fits ? std::optional{static_cast<int>(*whole)} : std::nullopt;
}

}  // namespace

Table::Table(const Node& node, const Table& outer, const std::string& what, const char* example)
    : node_{node}, file_{outer.file_} {
    if (node.as<Node::Members>() == nullptr) {
        fail(node, fmt::format("{} must be a table, as in {}", what, example));
    }
}

Table::Table(const Node& root, std::string file) : node_{root}, file_{std::move(file)} {}

void Table::fail(const Node& at, const std::string& why) const {
    throw Error{Fault::input, fmt::format("{}:{}: {}", file_, at.line, why)};
}

void Table::read(const Keys& keys) const {
    for (const auto& [name, node] : members()) {
        const auto known = std::ranges::find(keys, name, &std::pair<std::string, Take>::first);
        if (known == keys.end()) {
            std::vector<std::string> names;
            for (const auto& key : keys) {
                names.push_back(key.first);
            }
            fail(node, fmt::format("unknown key '{}'{}", name, base::did_you_mean(name, names)));
        }
        known->second(node);
    }
}

std::string Table::text(const Node& node, const std::string& what) const {
    if (const auto* value = node.as<std::string>()) {
        return *value;
    }
    fail(node, what + " must be a text in quotes");
}

std::vector<std::string> Table::texts(const Node& node, const std::string& what) const {
    if (const auto* array = node.as<Node::Array>()) {
        std::vector<std::string> all;
        for (const Node& element : *array) {
            all.push_back(text(element, "each of " + what));
        }
        return all;
    }
    return {text(node, what)};
}

double Table::number(const Node& node, const std::string& what) const {
    if (const auto* whole = node.as<std::int64_t>()) {
        return static_cast<double>(*whole);
    }
    if (const auto* real = node.as<double>()) {
        return *real;
    }
    fail(node, what + " must be a number");
}

bool Table::flag(const Node& node, const std::string& what) const {
    if (const auto* value = node.as<bool>()) {
        return *value;
    }
    fail(node, what + " must be true or false");
}

int Table::whole(const Node& node, const std::string& what) const {
    if (const auto value = small_whole(node)) {
        return *value;
    }
    fail(node, what + " must be a whole number");
}

std::uint64_t Table::count(const Node& node, const std::string& what) const {
    const auto* value = node.as<std::int64_t>();
    if (value == nullptr || *value < 0) {
        fail(node, what + " must be a whole number, 0 or more");
    }
    return static_cast<std::uint64_t>(*value);
}

ZoomSpan Table::zooms(const Node& node, const std::string& what) const {
    const auto* array = node.as<Node::Array>();
    const bool two = array != nullptr && array->size() == 2;
    const auto first = two ? small_whole((*array)[0]) : std::nullopt;
    const auto last = two ? small_whole((*array)[1]) : std::nullopt;
    if (!first || !last) {
        fail(node, what + " must be two whole numbers, as in [0, 8]");
    }
    if (*first < 0 || *last > 24 || *first > *last) {
        fail(node, fmt::format("{} [{}, {}] is not a range within 0..24", what, *first, *last));
    }
    return {*first, *last};
}

std::string Table::beside(const std::string& path) const {
    const std::filesystem::path given{path};
    return path == "-" || given.is_absolute() || base::is_database_address(path)
               ? path
               : (std::filesystem::path{file_}.parent_path() / given).lexically_normal().string();
}

Table::Take Table::into(std::string& target, const std::string& key) const {
    return [this, &target, key](const Node& node) { target = text(node, key); };
}

Table::Take Table::path_into(std::string& target, const std::string& key) const {
    return [this, &target, key](const Node& node) { target = beside(text(node, key)); };
}

}  // namespace tamga::plan
