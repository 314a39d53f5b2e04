// SPDX-License-Identifier: MIT
#include "engine/store/postgis/route_index.hpp"

#include "engine/store/postgis/layer_tables.hpp"
#include "engine/store/postgis/spool.hpp"
#include "engine/store/postgis/table_shape.hpp"
#include "engine/store/route_schema.hpp"

#include <fmt/format.h>

#include <array>
#include <functional>
#include <unordered_map>
#include <utility>

namespace tamga::store::postgis {
namespace {

/// One function for all layers. It acts by the rights of who changes a table: where these do not reach
/// to the index the change is refused, and no question is answered wrongly.
void make_mark(Connection& connection) {
    const std::string name = "tamga_mark_index";
    if (connection
            .run("SELECT 1 FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = "
                 "p.pronamespace WHERE n.nspname = $1 AND p.proname = $2",
                 std::array{connection.schema(), name})
            .rows() == 0) {
        connection.run(fmt::format(
            "CREATE FUNCTION {}() RETURNS trigger LANGUAGE plpgsql AS $do$ BEGIN EXECUTE "
            "format('DELETE FROM %I.%I WHERE id = 0', TG_TABLE_SCHEMA, TG_ARGV[0]); "
            "RETURN NULL; END $do$",
            connection.table(name)));
    }
}

void watch(Connection& connection, const std::string& layer) {
    make_mark(connection);
    for (std::size_t i = 0; i < index_watches.size(); ++i) {
        const std::string name = fmt::format("tamga_index_{}", i);
        const std::string table = connection.table(layer + index_watches[i].suffix);
        connection.run("DROP TRIGGER IF EXISTS " + name + " ON " + table);
        connection.run(fmt::format(
            "CREATE TRIGGER {} AFTER {} ON {} FOR EACH STATEMENT EXECUTE FUNCTION {}({})", name,
            index_watches[i].change, table, connection.table("tamga_mark_index"),
            literal(layer + "_index")));
    }
}

/// Loads nodes, with those beside them: a search needs several of the same level, and each question
/// to the server takes its time.
class Nodes {
public:
    Nodes(Connection& connection, const std::string& table)
        : connection_{connection},
          sql_{"SELECT id::int8, boxes FROM " + table +
               " WHERE id >= $1::int8 AND id < $1::int8 + 16"} {}

    ByteView operator()(std::uint64_t id) {
        if (const auto found = known_.find(id); found != known_.end()) {
            return found->second;
        }
        const Result rows = connection_.run(sql_, std::array{std::to_string(id)}, Values::binary);
        constexpr std::size_t most = 4096;
        if (known_.size() > most) {
            known_.clear();
        }
        for (int row = 0; row < rows.rows(); ++row) {
            const ByteView bytes = rows.bytes(row, 1);
            known_[static_cast<std::uint64_t>(rows.integer(row, 0))] = {bytes.begin(), bytes.end()};
        }
        return known_[id];
    }

private:
    Connection& connection_;
    std::string sql_;
    std::unordered_map<std::uint64_t, Bytes> known_;
};

}  // namespace

void keep_route_index(Connection& connection, const std::string& layer,
                      std::vector<index::PackedBox> pieces) {
    wait_for_readers(connection);
    const std::string table = connection.table(layer + "_index");
    connection.run("DROP TABLE IF EXISTS " + table);
    connection.run("CREATE TABLE " + table + " (id bigint NOT NULL, boxes bytea NOT NULL)");
    Spool nodes;
    index::pack_boxes(std::move(pieces), [&](std::uint64_t id, ByteView node) {
        nodes.row(2);
        nodes.value(static_cast<std::int64_t>(id));
        nodes.value(node);
    });
    nodes.send(connection, table, {{ColumnType::integer}, {}});
    connection.run("ALTER TABLE " + table + " ADD PRIMARY KEY (id)");
    watch(connection, layer);
}

std::optional<std::vector<std::uint32_t>> pairs_passing(Connection& connection,
                                                        const std::string& layer,
                                                        const std::vector<geo::Box>& windows) {
    const std::string table = layer + "_index";
    if (connection.run("SELECT to_regclass($1)", std::array{connection.table(table)})
            .is_null(0, 0)) {
        return std::nullopt;
    }
    columns_of(connection, table);
    Nodes nodes{connection, connection.table(table)};
    if (nodes(0).empty()) {
        return std::nullopt;
    }
    return index::PackedBoxes{std::ref(nodes)}.touching(windows);
}

}  // namespace tamga::store::postgis
