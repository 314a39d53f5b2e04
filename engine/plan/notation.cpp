// SPDX-License-Identifier: MIT
#include "engine/plan/notation.hpp"

#include "engine/base/error.hpp"
#include "engine/route/table/journey.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace tamga::plan {
namespace {

template <class T>
T whole_text(const std::string& word, const char* what) {
    T value{};
    const char* const end = word.data() + word.size();
    const auto [stop, error] = std::from_chars(word.data(), end, value);
    if (error != std::errc{} || stop != end) {
        throw Error{Fault::usage, fmt::format("'{}' is not {}", word, what)};
    }
    return value;
}

/// `word` at its first colon; `form` is what it should look like, for the message.
std::pair<std::string, std::string> split_named(const std::string& word, const char* form) {
    const auto colon = word.find(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == word.size()) {
        throw Error{Fault::usage, fmt::format("'{}' is not {}", word, form)};
    }
    return {word.substr(0, colon), word.substr(colon + 1)};
}

/// The words of a table, one for each attribute.
template <class T>
void read_each(const Table& table, const char* what, std::map<std::string, T>& to) {
    for (const auto& [name, value] : table.members()) {
        const std::string word = table.text(value, what);
        to[name] = table.word(value, [&] { return named<T>(word); });
    }
}

/// One table of `join`.
Join read_join(const Node& node, const Table& outer) {
    const Table table{node, outer, "join", "{ file = \"people.csv\", key = \"iso\" }"};
    Join join;
    table.read({{"file", table.path_into(join.path, "file")},
                {"key", table.into(join.key, "key")},
                {"column", table.into(join.column, "column")}});
    if (join.path.empty() || join.key.empty()) {
        table.fail(node, "join needs a file and a key, the attribute that names a row of the file");
    }
    join.column = join.column.empty() ? join.key : join.column;
    return join;
}

ZoomSpan read_span(const Table& table, const Node& node, const std::string& what) {
    ZoomSpan span;
    if (const auto* first = node.as<std::int64_t>()) {
        if (*first < 0 || *first > span.last) {
            table.fail(node, fmt::format("{} = {} is not a zoom in 0..24", what, *first));
        }
        span.first = static_cast<int>(*first);
        return span;
    }
    if (node.as<Node::Array>() == nullptr) {
        table.fail(node, what + " must be the first zoom, or both as in [3, 8]");
    }
    return table.zooms(node, what);
}

}  // namespace

void Text::read(const Table& table, const Node& node, const std::string& key, std::string& to) {
    to = table.text(node, key);
}

void Path::read(const Table& table, const Node& node, const std::string& key, std::string& to) {
    to = table.beside(table.text(node, key));
}

void Paths::read(const Table& table, const Node& node, const std::string& key,
                 std::vector<std::string>& to) {
    for (const std::string& path : table.texts(node, key)) {
        to.push_back(table.beside(path));
    }
}

void Texts::parse(const std::string& word, std::optional<std::vector<std::string>>& to) {
    if (!to) {
        to.emplace();
    }
    to->push_back(word);
}

void Columns::read(const Table& table, const Node& node, const std::string& key,
                   std::vector<std::string>& to) {
    to = table.texts(node, key);
}

void Columns::parse(const std::string& word, std::vector<std::string>& to) {
    to = route::split_columns(word);
}

void Flag::read(const Table& table, const Node& node, const std::string& key, bool& to) {
    to = table.flag(node, key);
}

double Number::value_of(const std::string& word) {
    const auto value = whole_text<double>(word, "a number");
    if (!std::isfinite(value)) {
        throw Error{Fault::usage, fmt::format("'{}' is not a number", word)};
    }
    return value;
}

int Whole::value_of(const std::string& word) { return whole_text<int>(word, "a whole number"); }

std::uint64_t Count::value_of(const std::string& word) {
    return whole_text<std::uint64_t>(word, "a whole number from 0 up");
}

void TypeOfEach::read(const Table& table, const Node& node, const std::string& key,
                      std::map<std::string, FieldType>& to) {
    read_each(Table{node, table, key, "{ population = \"int\" }"}, "a type", to);
}

void TypeOfEach::parse(const std::string& word, std::map<std::string, FieldType>& to) {
    const auto [name, type] = split_named(word, "A:TYPE");
    to[name] = named<FieldType>(type);
}

void WayOfEach::read(const Table& table, const Node& node, const std::string& key,
                     std::map<std::string, Accumulation>& to) {
    read_each(Table{node, table, key, "{ population = \"sum\" }"}, "a way to accumulate", to);
}

void WayOfEach::parse(const std::string& word, std::map<std::string, Accumulation>& to) {
    const auto [name, way] = split_named(word, "A:HOW");
    to[name] = named<Accumulation>(way);
}

void ZoomsOfEach::read(const Table& table, const Node& node, const std::string& key,
                       std::map<std::string, ZoomSpan>& to) {
    const Table zooms{node, table, key, "{ name = 5, people = [3, 8] }"};
    for (const auto& [name, value] : zooms.members()) {
        to[name] = read_span(zooms, value, key + '.' + name);
    }
}

void ZoomsOfEach::parse(const std::string& word, std::map<std::string, ZoomSpan>& to) {
    const auto [name, zooms] = split_named(word, "A:ZOOM");
    to[name] = span_of(zooms);
}

ZoomSpan ZoomsOfEach::span_of(const std::string& text) {
    ZoomSpan span;
    const auto dash = text.find('-', 1);
    span.first = Whole::value_of(text.substr(0, dash));
    if (dash != std::string::npos) {
        span.last = Whole::value_of(text.substr(dash + 1));
    }
    if (span.first < 0 || span.last > ZoomSpan{}.last || span.first > span.last) {
        throw Error{Fault::usage, fmt::format("'{}' is not a zoom or a range within 0..24", text)};
    }
    return span;
}

void DeepestZoom::parse(const std::string& word, std::optional<int>& to) {
    to = word == "guess" || word == "g" ? std::nullopt : std::optional{Whole::value_of(word)};
}

void Condition::read(const Table& table, const Node& node, const std::string& key,
                     std::optional<filter::Expression>& to) {
    const std::string text = table.text(node, key);
    to =
        table.word(node, [&] { return in_context(key, [&] { return filter::Expression{text}; }); });
}

void Condition::parse(const std::string& word, std::optional<filter::Expression>& to) {
    to = filter::Expression{word};
}

void Joins::read(const Table& table, const Node& node, const std::string&, std::vector<Join>& to) {
    if (const auto* array = node.as<Node::Array>()) {
        for (const Node& element : *array) {
            to.push_back(read_join(element, table));
        }
    } else {
        to.push_back(read_join(node, table));
    }
}

void Joins::parse(const std::string& word, std::vector<Join>& to) {
    // Names of files have colons more often than those of attributes.
    const auto colon = word.rfind(':');
    const std::string key = colon == std::string::npos ? "" : word.substr(colon + 1);
    const auto equals = key.find('=');
    Join join{.path = word.substr(0, colon),
              .key = key.substr(0, equals),
              .column = equals == std::string::npos ? key : key.substr(equals + 1)};
    if (join.path.empty() || join.key.empty() || join.column.empty()) {
        throw Error{Fault::usage, fmt::format("'{}' is not FILE:A or FILE:A=COL", word)};
    }
    to.push_back(std::move(join));
}

void Breaks::read(const Table& table, const Node& node, const std::string& key,
                  std::vector<double>& to) {
    const auto* array = node.as<Node::Array>();
    if (array == nullptr) {
        table.fail(node, key + " must be a list of numbers, as in [1000, 10000]");
    }
    std::string text;
    for (const Node& element : *array) {
        text += fmt::format("{}{}", text.empty() ? "" : ",", table.number(element, "a break"));
    }
    to = table.word(node, [&] { return breaks_named(text); });
}

void Breaks::parse(const std::string& word, std::vector<double>& to) { to = breaks_named(word); }

}  // namespace tamga::plan
