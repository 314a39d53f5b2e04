// SPDX-License-Identifier: MIT
#include "engine/base/error.hpp"
#include "engine/store/adding/pair_pieces.hpp"
#include "engine/store/backends.hpp"
#include "engine/store/postgis/cursor.hpp"
#include "engine/store/postgis/layer_tables.hpp"
#include "engine/store/postgis/route_index.hpp"
#include "engine/store/postgis/table_shape.hpp"

#include <fmt/format.h>

namespace tamga::store {
namespace {

std::vector<PairEnds> ends_of(postgis::Connection& connection, const std::string& layer) {
    const std::string places = connection.table(layer + "_places");
    postgis::Cursor rows{
        connection,
        fmt::format("SELECT p.id::int8, o.lon::float8, o.lat::float8, d.lon::float8, d.lat::float8 "
                    "FROM {} p JOIN {} o ON o.id = p.origin JOIN {} d ON d.id = p.destination "
                    "ORDER BY p.id",
                    connection.table(layer + "_pairs"), places, places),
        {},
        postgis::Values::binary};
    std::vector<PairEnds> all;
    while (rows.next()) {
        const auto real = [&](int column) { return rows.rows().real(rows.row(), column); };
        all.push_back({.pair = postgis::number_in(rows.rows(), rows.row(), 0, layer),
                       .from = {.lon = real(1), .lat = real(2)},
                       .to = {.lon = real(3), .lat = real(4)}});
    }
    return all;
}

}  // namespace

void postgis_reindex(const std::string& address) {
    postgis::Connection connection{address};
    connection.use_schema(false);
    connection.run("BEGIN");
    postgis::write_alone(connection);
    postgis::require_store(connection);
    for (const Layer& layer : postgis::layers(connection)) {
        if (layer.kind == Kind::routes) {
            // Nobody changes pairs or places meanwhile; everybody may read them.
            connection.run(fmt::format("LOCK TABLE {}, {} IN SHARE MODE",
                                       connection.table(layer.name + "_places"),
                                       connection.table(layer.name + "_pairs")));
            postgis::keep_route_index(connection, layer.name,
                                      pieces_of(ends_of(connection, layer.name), layer.name));
        }
    }
    connection.run("COMMIT");
}

}  // namespace tamga::store
