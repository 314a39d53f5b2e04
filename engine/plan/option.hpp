// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/kind.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::plan {

struct Node;
class Table;

/// Where an option stands in the help of a command.
enum class Section : std::uint8_t {
    source,
    zooms,
    tileset,
    keep,
    budget,
    attributes,
    clusters,
    grid,
    shapes,
    gazetteer,
    columns,
    flows,
    run
};

/// How often a flag takes a value: never, once, or once for each time it is given.
enum class Takes : std::uint8_t { nothing, one, many };

/// The numbers that an option accepts.
struct Range {
    double least = -std::numeric_limits<double>::infinity();
    double most = std::numeric_limits<double>::infinity();
};

/// What an option does with the member of a Subject that it sets.
template <class Subject>
struct Member {
    Takes takes = Takes::one;
    std::vector<std::string> (*words)() = nullptr;  ///< The only ones that are taken; null: any.
    void (*read)(const Table& table, const Node& node, const std::string& key, Subject& to);
    void (*parse)(const std::string& word, Subject& to);
    bool (*given)(const Subject& subject) = nullptr;  ///< Null: its value does not say it.
    void (*clear)(Subject& subject);
    std::optional<double> (*number)(const Subject& subject) = nullptr;  ///< Null: it is none.
};

/// The member of a Subject by how it is written (notation.hpp) and where it is: a path of pointers,
/// such as &Layer::clusters, &Clusters::radius_px; without one the notation knows it.
///
/// Its definition is in member.hpp, and only those need that who collect the rows.
template <class Subject, class Notation, auto... path>
constexpr Member<Subject> member();

/// One thing that can be said of a Subject: of a layer, of a map, of a bake. The reader of
/// map.toml, the parser of the command line, its help, manual pages and completions, the refusals
/// and the tables in styles/README.md are all made from these rows, which stand in the header of
/// the members that they set.
template <class Subject>
struct Option {
    Section section = Section::source;
    std::string_view key = {};    ///< In map.toml; empty: only on the command line.
    std::string_view flag = {};   ///< "-x,--exclude" on the command line; empty: only in map.toml.
    std::string_view value = {};  ///< What the flag's value is called in help: "A".
    std::string_view help = {};   ///< Of the flag; {} stands for the number it is by default.
    std::string_view example = {};  ///< A value in map.toml, for styles/README.md.
    std::string_view page = {};     ///< What styles/README.md says; empty: the help.
    Kinds kinds = any_kind;         ///< Of the layers that take it.
    std::string_view with = {};     ///< The key without which it would do nothing.
    Range range = {};               ///< Of a number.
    Member<Subject> member;
};

// How a value is written; see notation.hpp.
struct Text;
struct Path;
struct Paths;
struct Texts;
struct Columns;
struct Flag;
struct Number;
struct Whole;
struct Count;
struct Size;
template <class T>
struct OneOf;
struct TypeOfEach;
struct WayOfEach;
struct ZoomsOfEach;
struct Condition;
struct Joins;
struct Breaks;
struct DrawnZooms;
struct DeepestZoom;
template <bool descending>
struct Ordered;

/// "--exclude", of "-x,--exclude"; empty if there is no flag.
template <class Subject>
std::string_view long_flag(const Option<Subject>& option) {
    return option.flag.substr(option.flag.find(',') + 1);
}

/// The help of the flag, with the default.
template <class Subject>
std::string help_of(const Option<Subject>& option) {
    std::string help{option.help};
    if (const auto at = help.find("{}"); at != std::string::npos) {
        help.replace(at, 2, fmt::format("{}", option.member.number(Subject{}).value()));
    }
    return help;
}

/// What is wrong with a number that an option set, if something is: "min_size -1 is less than 0".
std::optional<std::string> out_of_range(std::string_view name, Range range, double number);

/// The same for what the option set in `subject`.
template <class Subject>
std::optional<std::string> out_of_range(const Option<Subject>& option, const Subject& subject) {
    if (option.member.number == nullptr) {
        return std::nullopt;
    }
    const auto number = option.member.number(subject);
    const std::string_view name = option.key.empty() ? long_flag(option) : option.key;
    return number ? out_of_range(name, option.range, *number) : std::nullopt;
}

}  // namespace tamga::plan
