// SPDX-License-Identifier: MIT
#include "engine/store/postgis/layer_tables.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tamga::store::postgis {
namespace {

/// Refuses tables that are other ones than this tamga knows.
void check_version(Connection& connection) {
    const Result row =
        connection.run("SELECT version::int8, written_by FROM " + connection.table("tamga_schema"));
    const std::string_view version = row.rows() > 0 ? row.text(0, 0) : "?";
    if (version != std::to_string(schema_version)) {
        throw Error{Fault::input,
                    fmt::format("the tables in schema '{}' are of version {}, written by tamga {}; "
                                "this is tamga {}, which reads version {}; ingest the sources "
                                "into another schema (?schema=NAME)",
                                connection.schema(), version, row.rows() > 0 ? row.text(0, 1) : "?",
                                TAMGA_VERSION, schema_version)};
    }
}

bool has_table(Connection& connection, const std::string& name) {
    return connection
               .run(
                   "SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n "
                   "ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $2 AND "
                   "c.relkind = 'r'",
                   std::array{connection.schema(), name})
               .rows() > 0;
}

Layer layer_in(const Result& rows, int row) {
    const auto kind = kind_named(rows.text(row, 1));
    if (!kind) {
        throw Error{Fault::input, fmt::format("layer '{}' is of a kind that this tamga does not "
                                              "know: {}",
                                              rows.text(row, 0), rows.text(row, 1))};
    }
    return {.name = std::string{rows.text(row, 0)},
            .kind = *kind,
            .features = std::stoull(std::string{rows.text(row, 2)}),
            .source = std::string{rows.text(row, 3)},
            .has_time = rows.text(row, 4) == "t",
            .has_category = rows.text(row, 5) == "t",
            .measuring = {route::measure_named(std::string{rows.text(row, 6)}),
                          std::string{rows.text(row, 7)}}};
}

}  // namespace

bool has_store(Connection& connection) {
    if (!has_table(connection, "tamga_layers") || !has_table(connection, "tamga_schema")) {
        return false;
    }
    check_version(connection);
    return true;
}

void require_store(Connection& connection) {
    if (!has_store(connection)) {
        throw Error{Fault::input, "schema '" + connection.schema() +
                                      "' of the database holds no store; tamga ingest makes one"};
    }
}

void write_alone(Connection& connection) {
    connection.run("SELECT pg_advisory_xact_lock(hashtext('tamga'), hashtext($1))",
                   std::array{connection.schema()});
}

void hold_off_replacing(Connection& connection) {
    connection.run("SELECT pg_advisory_lock_shared(hashtext('tamga readers'), hashtext($1))",
                   std::array{connection.schema()});
}

void wait_for_readers(Connection& connection) {
    connection.run("SELECT pg_advisory_xact_lock(hashtext('tamga readers'), hashtext($1))",
                   std::array{connection.schema()});
}

std::vector<Layer> layers(Connection& connection) {
    const Result rows = connection.run(
        "SELECT name, kind, features::int8, source, has_time::bool, "
        "has_category::bool, measure, latest_period FROM " +
        connection.table("tamga_layers") + " ORDER BY id");
    std::vector<Layer> all;
    for (int row = 0; row < rows.rows(); ++row) {
        all.push_back(layer_in(rows, row));
    }
    return all;
}

void create_layer_tables(Connection& connection) {
    connection.run("CREATE TABLE " + connection.table("tamga_layers") +
                   " (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
                   "name text NOT NULL UNIQUE, kind text NOT NULL, features bigint NOT NULL, "
                   "source text NOT NULL, has_time boolean NOT NULL, "
                   "has_category boolean NOT NULL, measure text NOT NULL, "
                   "latest_period text NOT NULL)");
    connection.run("CREATE TABLE " + connection.table("tamga_sources") +
                   " (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, layer text NOT NULL, "
                   "path text NOT NULL, bytes bigint, sha256 text, modified text, ingested text, "
                   "licence text, attribution text, options text, records bigint NOT NULL, "
                   "bad bigint NOT NULL, lost_weight text)");
    const std::string schema = connection.table("tamga_schema");
    connection.run("CREATE TABLE " + schema +
                   " (version integer NOT NULL, written_by text NOT NULL)");
    connection.run("INSERT INTO " + schema + " VALUES ($1, $2)",
                   std::array{std::to_string(schema_version), std::string{TAMGA_VERSION}});
}

void add_layer_row(Connection& connection, const Layer& layer) {
    connection.run(
        "INSERT INTO " + connection.table("tamga_layers") +
            " (name, kind, features, source, has_time, has_category, measure, "
            "latest_period) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        std::array{layer.name, std::string{name_of(layer.kind)}, std::to_string(layer.features),
                   layer.source, std::string{layer.has_time ? "t" : "f"},
                   std::string{layer.has_category ? "t" : "f"},
                   std::string{layer.measuring.is_stock() ? "stock" : "flow"},
                   layer.measuring.period});
}

void add_source_row(Connection& connection, const SourceNote& note) {
    connection.run(
        "INSERT INTO " + connection.table("tamga_sources") +
            " (layer, path, bytes, sha256, modified, ingested, licence, attribution, options, "
            "records, bad, lost_weight) VALUES ($1, $2, nullif($3, '')::int8, nullif($4, ''), "
            "nullif($5, ''), nullif($6, ''), nullif($7, ''), nullif($8, ''), nullif($9, ''), "
            "$10, $11, nullif($12, ''))",
        std::array{note.layer, note.path, note.bytes ? std::to_string(*note.bytes) : "",
                   note.sha256, note.modified, note.ingested, note.licence, note.attribution,
                   note.options, std::to_string(note.read), std::to_string(note.bad),
                   note.lost_weight});
}

std::vector<std::string> relations_of(const Layer& layer) {
    std::vector<std::string> names{layer.name};
    if (layer.kind == Kind::routes) {
        // What refers to another table stands behind it there.
        for (const std::string_view suffix : {"_index", "_routes", "_pairs", "_places"}) {
            names.push_back(layer.name + std::string{suffix});
        }
    }
    return names;
}

void drop_layer(Connection& connection, const std::string& name) {
    const std::vector<Layer> all = layers(connection);
    const auto layer = std::ranges::find(all, name, &Layer::name);
    if (layer == all.end()) {
        return;
    }
    wait_for_readers(connection);
    const char* kind = layer->kind == Kind::routes ? "VIEW" : "TABLE";
    for (const std::string& relation : relations_of(*layer)) {
        connection.run(fmt::format("DROP {} IF EXISTS {}", kind, connection.table(relation)));
        kind = "TABLE";
    }
    connection.run("DELETE FROM " + connection.table("tamga_layers") + " WHERE name = $1",
                   std::array{name});
    connection.run("DELETE FROM " + connection.table("tamga_sources") + " WHERE layer = $1",
                   std::array{name});
}

}  // namespace tamga::store::postgis
