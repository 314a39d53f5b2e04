// SPDX-License-Identifier: MIT
#include "engine/archive/checks.hpp"
#include "engine/archive/mbtiles_file.hpp"
#include "engine/base/printable.hpp"
#include "engine/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tamga::archive {
namespace {

using base::Database;

constexpr const char* rule = "MBTiles 1.3";

std::vector<std::string> columns_of(Database& database, const char* table) {
    std::vector<std::string> names;
    auto statement =
        database.prepare(fmt::format("SELECT name FROM pragma_table_info('{}')", table));
    while (statement.step()) {
        names.emplace_back(statement.text(0));
    }
    return names;
}

void check_columns(Database& database, Findings& findings) {
    if (columns_of(database, "metadata") != std::vector<std::string>{"name", "value"}) {
        findings.must(rule, "metadata's columns are not exactly name and value");
    }
    const auto columns = columns_of(database, "tiles");
    for (const char* name : {"zoom_level", "tile_column", "tile_row", "tile_data"}) {
        if (std::ranges::find(columns, name) == columns.end()) {
            findings.must(rule, fmt::format("tiles has no column {}", name));
        }
    }
}

void check_rows(Database& database, Findings& findings) {
    std::map<std::string, std::string> rows;  // The reader has bounded them.
    auto statement = database.prepare("SELECT name, value FROM metadata");
    while (statement.step()) {
        const std::string name{statement.text(0)};
        if (!base::is_utf8(statement.text(1)) || !base::is_utf8(name)) {
            findings.must(rule,
                          fmt::format("the metadata row '{}' is not UTF-8", base::shortened(name)));
        }
        if (!rows.emplace(name, statement.text(1)).second) {
            findings.must(
                rule, fmt::format("the metadata row '{}' is there twice", base::shortened(name)));
        }
    }
    for (const char* name : {"name", "format", "json"}) {
        if (!rows.contains(name)) {
            findings.must(rule, fmt::format("the metadata has no row '{}'", name));
        }
    }
    for (const char* name : {"bounds", "center", "minzoom", "maxzoom"}) {
        if (!rows.contains(name)) {
            findings.should(rule, fmt::format("the metadata has no row '{}'", name));
        }
    }
    const auto format = rows.find("format");
    if (format != rows.end() && format->second != "pbf" && format->second != "mvt") {
        findings.must(
            rule, fmt::format("the format is '{}', not 'pbf'", base::shortened(format->second)));
    }
}

void check_tiles(Database& database, Findings& findings) {
    auto wrong = database.prepare(
        "SELECT zoom_level, tile_column, tile_row FROM tiles WHERE "
        "typeof(zoom_level) <> 'integer' OR typeof(tile_column) <> 'integer' OR "
        "typeof(tile_row) <> 'integer' OR typeof(tile_data) <> 'blob' OR "
        "zoom_level NOT BETWEEN 0 AND 30 OR "
        "tile_column NOT BETWEEN 0 AND (1 << zoom_level) - 1 OR "
        "tile_row NOT BETWEEN 0 AND (1 << zoom_level) - 1");
    while (wrong.step()) {
        findings.must(rule,
                      fmt::format("the tile at zoom {}, column {}, row {} is no tile",
                                  base::shortened(wrong.text(0)), base::shortened(wrong.text(1)),
                                  base::shortened(wrong.text(2))));
    }
    auto twice = database.prepare(
        "SELECT zoom_level, tile_column, tile_row, count(*) FROM tiles "
        "GROUP BY 1, 2, 3 HAVING count(*) > 1");
    while (twice.step()) {
        findings.must(rule,
                      fmt::format("the tile at zoom {}, column {}, row {} is there {} times",
                                  base::shortened(twice.text(0)), base::shortened(twice.text(1)),
                                  base::shortened(twice.text(2)), twice.text(3)));
    }
}

/// Whether the database itself is whole: each page that it needs is there and in order.
void check_pages(Database& database, Findings& findings) {
    auto answer = database.prepare("PRAGMA quick_check(1)");
    while (answer.step()) {
        if (answer.text(0) != "ok") {
            findings.must("SQLite", base::shortened(answer.text(0)));
        }
    }
}

}  // namespace

std::optional<bool> check_mbtiles(const std::string& path, Findings& findings) {
    MbtilesFile file{path};
    for (const auto check : {check_pages, check_columns, check_rows, check_tiles}) {
        file.allow_question();
        check(file.database, findings);
    }
    return true;
}

}  // namespace tamga::archive
