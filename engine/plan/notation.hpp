// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/error.hpp"
#include "engine/base/size.hpp"
#include "engine/plan/map.hpp"
#include "engine/plan/map_table.hpp"
#include "engine/plan/option.hpp"
#include "engine/plan/words.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tamga::plan {

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

/// Bytes: in a map.toml their number, on the command line also 512M or 2G.
struct Size {
    static constexpr Takes takes = Takes::one;
    static void read(const Table& table, const Node& node, const std::string& key, auto& to) {
        to = table.count(node, key);
    }
    static void parse(const std::string& word, auto& to) { to = base::size_bytes(word); }
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
    static ZoomSpan span_of(const std::string& word);  ///< Of "5" or "3-8".
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

/// `zoom = [0, 6]`, which is two members of a map or a layer.
struct DrawnZooms {
    static constexpr Takes takes = Takes::one;
    static void read(const Table& table, const Node& node, const std::string& key, auto& to) {
        const auto [first, last] = table.zooms(node, key);
        to.min_zoom = first;
        to.max_zoom = last;
    }
    static void parse(const std::string& word, auto& to) {
        const auto [first, last] = ZoomsOfEach::span_of(word);
        to.min_zoom = first;
        to.max_zoom = last;
    }
    static bool given(const auto& of) { return of.min_zoom || of.max_zoom; }
    static void clear(auto& of) {
        of.min_zoom.reset();
        of.max_zoom.reset();
    }
};

/// A zoom, or "guess".
struct DeepestZoom {
    static constexpr Takes takes = Takes::one;
    static void read(const Table& table, const Node& node, const std::string& key,
                     std::optional<int>& to) {
        to = table.whole(node, key);
    }
    static void parse(const std::string& word, std::optional<int>& to);
};

/// An attribute that a layer is ordered by, and which way.
template <bool descending>
struct Ordered {
    static constexpr Takes takes = Takes::one;
    static void read(const Table& table, const Node& node, const std::string& key, Layer& to) {
        const std::string attribute = table.text(node, key);
        table.word(node, [&] { parse(attribute, to); });
    }
    static void parse(const std::string& word, Layer& to) {
        if (!to.order_by.empty() && to.order_descending != descending) {
            throw Error{Fault::usage, "order_by and order_descending_by do not go together"};
        }
        to.order_by = word;
        to.order_descending = descending;
    }
    static bool given(const Layer& of) {
        return !of.order_by.empty() && of.order_descending == descending;
    }
    static void clear(Layer& of) { of.order_by.clear(); }
};

}  // namespace tamga::plan
