// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/map.hpp"
#include "engine/plan/map_table.hpp"
#include "engine/plan/words.hpp"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace tamga::plan {

/// How often a flag takes a value: never, once, or once for each time it is given.
enum class Takes : std::uint8_t { nothing, one, many };

// A notation says how a value is written: read() takes it from a map.toml, where a mistake is
// Error{Fault::input} with its line; parse() takes one word of a command line, where it is
// Error{Fault::usage}.

struct Text {
    static constexpr Takes takes = Takes::one;
    static void read(const Table& table, const Node& node, const std::string& key, std::string& to);
    static void parse(const std::string& word, std::string& to) { to = word; }
};

/// A file: in a map.toml beside it.
struct Path : Text {
    static void read(const Table& table, const Node& node, const std::string& key, std::string& to);
};

/// Several files.
struct Paths {
    static constexpr Takes takes = Takes::many;
    static void read(const Table& table, const Node& node, const std::string& key,
                     std::vector<std::string>& to);
    static void parse(const std::string& word, std::vector<std::string>& to) { to.push_back(word); }
};

/// Several texts, for each of which the flag is given.
struct Texts {
    static constexpr Takes takes = Takes::many;
    static void read(const Table& table, const Node& node, const std::string& key, auto& to) {
        to = table.texts(node, key);
    }
    static void parse(const std::string& word, std::vector<std::string>& to) { to.push_back(word); }
    static void parse(const std::string& word, std::optional<std::vector<std::string>>& to);
};

/// Several texts, with commas between them behind one flag.
struct Columns {
    static constexpr Takes takes = Takes::one;
    static void read(const Table& table, const Node& node, const std::string& key,
                     std::vector<std::string>& to);
    static void parse(const std::string& word, std::vector<std::string>& to);
};

struct Flag {
    static constexpr Takes takes = Takes::nothing;
    static void read(const Table& table, const Node& node, const std::string& key, bool& to);
    static void parse(const std::string&, bool& to) { to = true; }
};

struct Number {
    static constexpr Takes takes = Takes::one;
    static double value_of(const std::string& word);
    static void read(const Table& table, const Node& node, const std::string& key, auto& to) {
        to = table.number(node, key);
    }
    static void parse(const std::string& word, auto& to) { to = value_of(word); }
};

struct Whole {
    static constexpr Takes takes = Takes::one;
    static int value_of(const std::string& word);
    static void read(const Table& table, const Node& node, const std::string& key, auto& to) {
        to = table.whole(node, key);
    }
    static void parse(const std::string& word, auto& to) { to = value_of(word); }
};

/// A whole number, 0 or more.
struct Count {
    static constexpr Takes takes = Takes::one;
    static std::uint64_t value_of(const std::string& word);
    static void read(const Table& table, const Node& node, const std::string& key, auto& to) {
        to = table.count(node, key);
    }
    static void parse(const std::string& word, auto& to) { to = value_of(word); }
};

/// One of the words for an enumeration.
template <class T>
struct OneOf {
    static constexpr Takes takes = Takes::one;
    static std::vector<std::string> words() { return all_words<T>(); }
    static void read(const Table& table, const Node& node, const std::string& key, auto& to) {
        const std::string word = table.text(node, key);
        to = table.word(node, [&] { return named<T>(word); });
    }
    static void parse(const std::string& word, auto& to) { to = named<T>(word); }
};

/// A word for each attribute: { people = "int" }, or A:int for each flag.
struct TypeOfEach {
    static constexpr Takes takes = Takes::many;
    static void read(const Table& table, const Node& node, const std::string& key,
                     std::map<std::string, FieldType>& to);
    static void parse(const std::string& word, std::map<std::string, FieldType>& to);
};

struct WayOfEach {
    static constexpr Takes takes = Takes::many;
    static void read(const Table& table, const Node& node, const std::string& key,
                     std::map<std::string, Accumulation>& to);
    static void parse(const std::string& word, std::map<std::string, Accumulation>& to);
};

/// Zooms for each attribute: { name = 5, people = [3, 8] }, or A:5 and A:3-8.
struct ZoomsOfEach {
    static constexpr Takes takes = Takes::many;
    static void read(const Table& table, const Node& node, const std::string& key,
                     std::map<std::string, ZoomSpan>& to);
    static void parse(const std::string& word, std::map<std::string, ZoomSpan>& to);
};

struct Condition {
    static constexpr Takes takes = Takes::one;
    static void read(const Table& table, const Node& node, const std::string& key,
                     std::optional<filter::Expression>& to);
    static void parse(const std::string& word, std::optional<filter::Expression>& to);
};

/// { file, key, column } or a list of such tables, or FILE:KEY=COLUMN for each flag.
struct Joins {
    static constexpr Takes takes = Takes::many;
    static void read(const Table& table, const Node& node, const std::string& key,
                     std::vector<Join>& to);
    static void parse(const std::string& word, std::vector<Join>& to);
};

/// A list of numbers that grow.
struct Breaks {
    static constexpr Takes takes = Takes::one;
    static void read(const Table& table, const Node& node, const std::string& key,
                     std::vector<double>& to);
    static void parse(const std::string& word, std::vector<double>& to);
};

// Was a member given? A number or a word is a WithDefault or optional, which knows it: there is no
// overload for a bare one, whose value says nothing.

template <class T>
bool is_given(const WithDefault<T>& value) {
    return value.given();
}
template <class T>
bool is_given(const std::optional<T>& value) {
    return value.has_value();
}
template <class T>
bool is_given(const T& value) requires requires {
    value.empty();
}
{ return !value.empty(); }
inline bool is_given(const bool& value) { return value; }
inline bool is_given(const Kind&) { return true; }  // Every layer has one.

/// What a row of options does with its member of a layer.
struct Member {
    Takes takes;
    std::vector<std::string> (*words)();  ///< The only ones that are taken; null: any.
    void (*read)(const Table& table, const Node& node, const std::string& key, Layer& layer);
    void (*parse)(const std::string& word, Layer& layer);  ///< Null: there is no flag.
    bool (*given)(const Layer& layer);
    void (*clear)(Layer& layer);
    std::string (*usual)();  ///< The default as text, of a WithDefault; else null.
};

/// The member that a path of pointers leads to: at<&Layer::clusters, &Clusters::radius_px>(layer).
template <auto... path>
constexpr auto& at(auto& layer) {
    return (layer.*....*path);
}

template <class T>
inline constexpr bool has_usual_number = false;
template <class T>
inline constexpr bool has_usual_number<WithDefault<T>> = std::is_arithmetic_v<T>;

/// A member by how it is written and where it is.
template <class Notation, auto... path>
constexpr Member member() {
    Member made{.takes = Notation::takes,
                .words = nullptr,
                .read = [](const Table& table, const Node& node, const std::string& key,
                           Layer& layer) { Notation::read(table, node, key, at<path...>(layer)); },
                .parse = [](const std::string& word,
                            Layer& layer) { Notation::parse(word, at<path...>(layer)); },
                .given = [](const Layer& layer) { return is_given(at<path...>(layer)); },
                .clear =
                    [](Layer& layer) {
                        const Layer plain;
                        at<path...>(layer) = at<path...>(plain);
                    },
                .usual = nullptr};
    if constexpr (requires { Notation::words; }) {
        made.words = Notation::words;
    }
    using Type = std::remove_cvref_t<decltype(at<path...>(std::declval<Layer&>()))>;
    if constexpr (has_usual_number<Type>) {
        made.usual = [] {
            const Layer plain;
            return fmt::format("{}", at<path...>(plain).value());
        };
    }
    return made;
}

}  // namespace tamga::plan
