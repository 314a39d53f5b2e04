// SPDX-License-Identifier: MIT
#include "engine/store/spatialite/layer_table.hpp"

#include "engine/base/error.hpp"
#include "engine/ingest/parse/sqlite_schema.hpp"
#include "engine/store/backends.hpp"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string_view>

namespace tamga::store {
namespace {

bool has_table(base::Database& database, std::string_view name) {
    return database.prepare("SELECT 1 FROM sqlite_schema WHERE name = ? AND type = 'table'")
        .bind(1, name)
        .step();
}

/// Refuses tables that are other ones than this tamga knows.
void check_version(base::Database& database) {
    if (!has_table(database, "tamga_schema")) {
        throw Error{Fault::input,
                    fmt::format("made by an earlier tamga (its tables are of version 1, and this "
                                "tamga reads version {}); ingest its sources again",
                                schema_version)};
    }
    auto row = database.prepare("SELECT version, written_by FROM tamga_schema");
    const std::int64_t version = row.step() ? row.integer(0) : 0;
    if (version != schema_version) {
        throw Error{
            Fault::input,
            fmt::format("its tables are of version {}, written by tamga {}; this is tamga "
                        "{}, which reads version {}{}",
                        version, version == 0 ? "?" : row.text(1), TAMGA_VERSION, schema_version,
                        version > schema_version ? ": a later tamga reads it"
                                                 : ": ingest its sources again")};
    }
}

bool starts_like_sqlite(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    std::array<char, 16> start{};
    file.read(start.data(), start.size());
    return std::string_view{start.data(), start.size()} ==
           std::string_view{"SQLite format 3\0", 16};
}

}  // namespace

bool is_spatialite(const std::string& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error) || !starts_like_sqlite(path)) {
        return false;
    }
    try {
        base::Database database{path, base::Database::Mode::read_only};
        return has_table(database, "tamga_layers");
    } catch (const Error&) {  // Damaged: what reads it says how.
        return false;
    }
}

const std::string& checked_store(const std::string& path) {
    if (!std::ifstream{path}) {
        throw Error{Fault::input, path + ": no such file"};
    }
    if (!is_spatialite(path)) {
        throw Error{Fault::input, path + ": not a store; tamga ingest makes one"};
    }
    base::Database database{path, base::Database::Mode::read_only};
    in_context(path, [&] {
        ingest::check_schema(database);
        check_version(database);
    });
    layers(database);
    return path;
}

std::vector<Layer> layers(base::Database& database) {
    std::vector<Layer> all;
    auto rows = database.prepare(
        "SELECT name, kind, features, source, has_time, has_category, measure, latest_period "
        "FROM tamga_layers ORDER BY id");
    while (rows.step()) {
        const auto kind = kind_named(rows.text(1));
        if (!kind) {
            throw Error{Fault::input, "layer '" + std::string{rows.text(0)} +
                                          "' is of a kind that this tamga does not know: " +
                                          std::string{rows.text(1)}};
        }
        all.push_back({.name = std::string{rows.text(0)},
                       .kind = *kind,
                       .features = static_cast<std::uint64_t>(rows.integer(2)),
                       .source = std::string{rows.text(3)},
                       .has_time = rows.integer(4) != 0,
                       .has_category = rows.integer(5) != 0,
                       .measuring = {route::measure_named(std::string{rows.text(6)}),
                                     std::string{rows.text(7)}}});
    }
    return all;
}

void create_layer_table(base::Database& database) {
    database.execute(
        "CREATE TABLE tamga_layers (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, "
        "kind TEXT NOT NULL, features INTEGER NOT NULL, source TEXT NOT NULL, "
        "has_time INTEGER NOT NULL, has_category INTEGER NOT NULL, "
        "measure TEXT NOT NULL, latest_period TEXT NOT NULL); "
        "CREATE TABLE tamga_sources (id INTEGER PRIMARY KEY, layer TEXT NOT NULL, path TEXT NOT "
        "NULL, bytes INTEGER, sha256 TEXT, modified TEXT, ingested TEXT, licence TEXT, attribution "
        "TEXT, options TEXT, records INTEGER NOT NULL, bad INTEGER NOT NULL, lost_weight TEXT); "
        "CREATE TABLE tamga_schema (version INTEGER NOT NULL, written_by TEXT NOT NULL)");
    database.prepare("INSERT INTO tamga_schema VALUES (?, ?)")
        .bind(1, std::int64_t{schema_version})
        .bind(2, std::string_view{TAMGA_VERSION})
        .run();
}

void add_layer_row(base::Database& database, const Layer& layer) {
    database
        .prepare(
            "INSERT INTO tamga_layers (name, kind, features, source, has_time, has_category, "
            "measure, latest_period) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(1, std::string_view{layer.name})
        .bind(2, name_of(layer.kind))
        .bind(3, static_cast<std::int64_t>(layer.features))
        .bind(4, std::string_view{layer.source})
        .bind(5, std::int64_t{layer.has_time})
        .bind(6, std::int64_t{layer.has_category})
        .bind(7, std::string_view{layer.measuring.is_stock() ? "stock" : "flow"})
        .bind(8, std::string_view{layer.measuring.period})
        .run();
}

void add_source_row(base::Database& database, const SourceNote& note) {
    auto insert = database.prepare(
        "INSERT INTO tamga_sources (layer, path, bytes, records, bad, sha256, modified, ingested, "
        "licence, attribution, options, lost_weight) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, std::string_view{note.layer})
        .bind(2, std::string_view{note.path})
        .bind(4, static_cast<std::int64_t>(note.read))
        .bind(5, static_cast<std::int64_t>(note.bad));
    note.bytes ? insert.bind(3, static_cast<std::int64_t>(*note.bytes)) : insert.bind_null(3);
    int parameter = 5;
    for (const std::string* text : {&note.sha256, &note.modified, &note.ingested, &note.licence,
                                    &note.attribution, &note.options, &note.lost_weight}) {
        ++parameter;
        text->empty() ? insert.bind_null(parameter)
                      : insert.bind(parameter, std::string_view{*text});
    }
    insert.run();
}

bool is_table(base::Database& database, const std::string& name) {
    auto found = database.prepare(
        "SELECT 1 FROM sqlite_schema WHERE name = ? AND type = 'table' AND sql LIKE 'CREATE "
        "TABLE%'");
    return found.bind(1, std::string_view{name}).step();
}

void require_table(base::Database& database, const std::string& layer, const std::string& table) {
    if (!is_table(database, table)) {
        throw Error{Fault::input, layer == table
                                      ? "layer '" + layer + "' is no table of the store"
                                      : "layer '" + layer + "' has no table '" + table + "'"};
    }
}

std::string name_in_store(const std::string& name) {
    std::string kept;
    for (const char c : name) {
        kept += c == '\'' ? "\u2019" : c == '"' ? "\u201D" : std::string(1, c);
    }
    return kept;
}

}  // namespace tamga::store
