// SPDX-License-Identifier: MIT
#include "engine/store/spatialite/route_tables_writer.hpp"

#include "engine/base/interrupt.hpp"
#include "engine/store/route_schema.hpp"
#include "engine/store/spatialite/route_index.hpp"

#include <fmt/format.h>

#include <utility>

namespace tamga::store {
namespace {

base::Statement insert_into_made(base::Database& database, const std::string& table,
                                 const char* columns, const char* places) {
    database.execute(fmt::format("CREATE TABLE {} (id INTEGER PRIMARY KEY, {}, geom BLOB)",
                                 quoted(table), columns));
    return database.prepare(fmt::format("INSERT INTO {} VALUES ({})", quoted(table), places));
}

}  // namespace

RouteTablesWriter::RouteTablesWriter(SpatialDatabase& database, const std::string& name,
                                     const std::vector<FixedColumn>& fixed)
    : database_{database},
      name_{name},
      routes_{database, table("_routes"), with_pair(fixed), joined_columns()},
      insert_place_{insert_into_made(database.database(), table("_places"),
                                     "name TEXT, lon DOUBLE NOT NULL, lat DOUBLE NOT NULL",
                                     "?, ?, ?, ?, ?")},
      insert_pair_{insert_into_made(database.database(), table("_pairs"),
                                    "origin INTEGER NOT NULL, destination INTEGER NOT NULL, "
                                    "length_m DOUBLE NOT NULL",
                                    "?, ?, ?, ?, ?")} {}

void RouteTablesWriter::add_place(const RoutePlace& place) {
    model::Features point;
    point.position(place.at);
    point.commit({.shape = model::Shape::points, .record = 1});
    insert_place_.bind(1, ++places_);
    place.name.empty() ? insert_place_.bind_null(2) : insert_place_.bind(2, place.name);
    insert_place_.bind(3, place.at.lon)
        .bind(4, place.at.lat)
        .bind(5, ByteView{encode_geometry(point[0], model::GeometryType::point)})
        .run();
}

void RouteTablesWriter::add_pair(const RoutePair& pair, const model::FeatureView& line) {
    insert_pair_.bind(1, ++pairs_)
        .bind(2, std::int64_t{pair.origin})
        .bind(3, std::int64_t{pair.destination})
        .bind(4, pair.length_m)
        .bind(5, ByteView{encode_geometry(line, model::GeometryType::multi_line)})
        .run();
}

void RouteTablesWriter::add_route(std::uint32_t pair, std::span<const model::Value> fixed,
                                  std::span<const model::Attribute> attributes) {
    row_.assign({std::int64_t{pair}});
    row_.insert(row_.end(), fixed.begin(), fixed.end());
    routes_.add_row(row_, attributes);
}

void RouteTablesWriter::register_geometry(std::string_view suffix, model::GeometryType type) {
    database_.call(fmt::format("RecoverGeometryColumn({}, 'geom', 4326, '{}', 'XY')",
                               literal(table(suffix)), model::wkt_name(type)));
}

void RouteTablesWriter::create_view() {
    database_.database().execute(create_route_view(
        routes_.columns(), [&](std::string_view suffix) { return quoted(table(suffix)); }));
    // SpatiaLite keeps names in lower case there, as its own functions do.
    database_.database().execute(fmt::format(
        "INSERT INTO views_geometry_columns (view_name, view_geometry, view_rowid, f_table_name, "
        "f_geometry_column, read_only) VALUES (lower({}), 'geom', 'fid', lower({}), 'geom', 1)",
        literal(name_), literal(table("_pairs"))));
}

void RouteTablesWriter::finish(std::vector<index::PackedBox> pieces) {
    routes_.finish();
    base::stop_if_interrupted();
    database_.database().execute(fmt::format("CREATE INDEX {} ON {} (pair)",
                                             quoted(table("_routes_by_pair")),
                                             quoted(table("_routes"))));
    register_geometry("_places", model::GeometryType::point);
    register_geometry("_pairs", model::GeometryType::multi_line);
    create_view();
    keep_route_index(database_.database(), name_, std::move(pieces));
}

}  // namespace tamga::store
