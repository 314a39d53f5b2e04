// SPDX-License-Identifier: MIT
#include "engine/ingest/parse/sqlite_schema.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <utility>

namespace tamga::ingest {
namespace {

/// Modules whose tables hold, or index, what is in the database itself.
constexpr std::array<std::string_view, 12> modules{"rtree",
                                                   "rtree_i32",
                                                   "geopoly",
                                                   "fts3",
                                                   "fts4",
                                                   "fts4aux",
                                                   "fts5",
                                                   "fts5vocab",
                                                   "virtualspatialindex",
                                                   "virtualelementary",
                                                   "virtualknn",
                                                   "virtualknn2"};

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::string lower(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

/// What of `sql` are words of the language: no names or texts in quotes, and no comments, in which a
/// quote is none.
std::string unquoted(std::string_view sql) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> marks{
        {{"\"", "\""}, {"'", "'"}, {"`", "`"}, {"[", "]"}, {"--", "\n"}, {"/*", "*/"}}};
    std::string rest;
    while (!sql.empty()) {
        const auto* const mark = std::ranges::find_if(
            marks, [&](const auto& one) { return sql.starts_with(one.first); });
        if (mark == marks.end()) {
            rest += sql.front();
            sql.remove_prefix(1);
            continue;
        }
        const std::size_t end = sql.find(mark->second, mark->first.size());
        rest += ' ';
        sql.remove_prefix(end == std::string_view::npos ? sql.size() : end + mark->second.size());
    }
    return rest;
}

/// The word of `sql`, in lower case, that begins at or after `at`.
std::string word_at(const std::string& sql, std::size_t at) {
    while (at < sql.size() && !is_word(sql[at])) {
        ++at;
    }
    const auto end =
        std::find_if_not(sql.begin() + static_cast<std::ptrdiff_t>(at), sql.end(), is_word);
    return {sql.begin() + static_cast<std::ptrdiff_t>(at), end};
}

/// What SQLite writes down of a virtual table: CREATE VIRTUAL TABLE name USING module(...).
std::string module_of(const std::string& sql, std::string_view table) {
    const std::size_t behind_name = sql.find(lower(table));
    const std::size_t name_end = behind_name == std::string::npos ? 0 : behind_name + table.size();
    const std::size_t word = sql.find("using", name_end);
    return word == std::string::npos ? std::string{} : word_at(sql, word + 5);
}

}  // namespace

bool is_sqlite(std::string_view text) {
    return text.starts_with(std::string_view{"SQLite format 3\0", 16});
}

void check_schema(base::Database& database) {
    auto rows = database.prepare(
        "SELECT type, name, sql FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL%' OR "
        "type = 'view'");
    while (rows.step()) {
        const std::string name{rows.text(1)};
        const std::string sql = lower(rows.text(2));
        if (rows.text(0) == "view") {
            if (unquoted(sql).find("recursive") != std::string::npos) {
                throw Error{Fault::input, fmt::format("the view '{}' in it is recursive, and may "
                                                      "never end",
                                                      name)};
            }
            continue;
        }
        const std::string module = module_of(sql, name);
        if (std::ranges::find(modules, module) == modules.end()) {
            throw Error{Fault::input,
                        fmt::format("the table '{}' in it is a virtual one of '{}', which may read "
                                    "other files",
                                    name, module)};
        }
    }
}

}  // namespace tamga::ingest
