// SPDX-License-Identifier: MIT
#include "engine/store/spatialite/layer_table.hpp"

#include "engine/base/error.hpp"
#include "engine/ingest/parse/sqlite_schema.hpp"

#include <array>
#include <fstream>
#include <string_view>

namespace tamga::store {
namespace {

bool has_layer_table(base::Database& database) {
    return database
        .prepare("SELECT 1 FROM sqlite_schema WHERE name = 'tamga_layers' AND type = 'table'")
        .step();
}

bool starts_like_sqlite(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    std::array<char, 16> start{};
    file.read(start.data(), start.size());
    return std::string_view{start.data(), start.size()} ==
           std::string_view{"SQLite format 3\0", 16};
}

bool is_store(const std::string& path) {
    if (!starts_like_sqlite(path)) {
        return false;
    }
    base::Database database{path, base::Database::Mode::read_only};
    return has_layer_table(database);
}

}  // namespace

const std::string& checked_store(const std::string& path) {
    if (!std::ifstream{path}) {
        throw Error{Fault::input, path + ": no such file"};
    }
    if (!is_store(path)) {
        throw Error{Fault::input, path + ": not a store; tamga ingest makes one"};
    }
    base::Database database{path, base::Database::Mode::read_only};
    in_context(path, [&] { ingest::check_schema(database); });
    layers(database);
    return path;
}

std::vector<Layer> layers(base::Database& database) {
    std::vector<Layer> all;
    const bool has_measure =
        database.prepare("SELECT 1 FROM pragma_table_info('tamga_layers') WHERE name = 'measure'")
            .step();
    auto rows = database.prepare(
        std::string{"SELECT name, kind, features, source, has_time, has_category"} +
        (has_measure ? ", measure, latest_period" : ", 'flow', ''") +  // Before there were stocks.
        " FROM tamga_layers ORDER BY id");
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
        "measure TEXT NOT NULL, latest_period TEXT NOT NULL)");
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

std::string name_in_store(const std::string& name) {
    std::string kept;
    for (const char c : name) {
        kept += c == '\'' ? "\u2019" : c == '"' ? "\u201D" : std::string(1, c);
    }
    return kept;
}

std::string pieces_table(const std::string& layer) { return "tamga_pieces_" + layer; }

}  // namespace tamga::store
