// SPDX-License-Identifier: MIT
#include "engine/store/postgis/route_tables_writer.hpp"

#include "engine/store/postgis/layer_tables.hpp"
#include "engine/store/postgis/route_index.hpp"
#include "engine/store/route_schema.hpp"

#include <fmt/format.h>

#include <utility>

namespace tamga::store::postgis {
namespace {

constexpr Spool::Target integer{ColumnType::integer};
constexpr Spool::Target real{ColumnType::real};

}  // namespace

RouteTablesWriter::RouteTablesWriter(Connection& connection, const std::string& name,
                                     const std::vector<FixedColumn>& fixed)
    : connection_{connection},
      name_{name},
      routes_{connection, name + "_routes", with_pair(fixed), joined_columns()} {}

void RouteTablesWriter::add_place(const RoutePlace& place) {
    model::Features point;
    point.position(place.at);
    point.commit({.shape = model::Shape::points, .record = 1});
    places_.row(5);
    places_.value(++place_count_);
    places_.value(place.name.empty() ? model::Value{} : model::Value{place.name});
    places_.value(place.at.lon);
    places_.value(place.at.lat);
    places_.value(ByteView{encode_geometry(point[0], model::GeometryType::point)});
}

void RouteTablesWriter::add_pair(const RoutePair& pair, const model::FeatureView& line) {
    pairs_.row(5);
    pairs_.value(++pair_count_);
    pairs_.value(std::int64_t{pair.origin});
    pairs_.value(std::int64_t{pair.destination});
    pairs_.value(pair.length_m);
    pairs_.value(ByteView{encode_geometry(line, model::GeometryType::multi_line)});
}

void RouteTablesWriter::add_route(std::uint32_t pair, std::span<const model::Value> fixed,
                                  std::span<const model::Attribute> attributes) {
    row_.assign({std::int64_t{pair}});
    row_.insert(row_.end(), fixed.begin(), fixed.end());
    routes_.add_row(row_, attributes);
}

void RouteTablesWriter::make_places() {
    const std::string places = table("_places");
    connection_.run("CREATE TABLE " + places +
                    " (id bigint NOT NULL, name text, lon double precision NOT NULL, "
                    "lat double precision NOT NULL, geom geometry(Point, 4326))");
    places_.send(connection_, places, {integer, {}, real, real, {}});
    connection_.run("ALTER TABLE " + places + " ADD PRIMARY KEY (id)");
    connection_.run("CREATE INDEX ON " + places + " USING gist (geom)");
    connection_.run("ANALYZE " + places);
}

void RouteTablesWriter::make_pairs() {
    const std::string pairs = table("_pairs");
    connection_.run("CREATE TABLE " + pairs +
                    " (id bigint NOT NULL, origin bigint NOT NULL, destination bigint NOT NULL, "
                    "length_m double precision NOT NULL, geom geometry(MultiLineString, 4326))");
    pairs_.send(connection_, pairs, {integer, integer, integer, real, {}});
    connection_.run("ALTER TABLE " + pairs + " ADD PRIMARY KEY (id)");
    connection_.run("CREATE INDEX ON " + pairs + " USING gist (geom)");
    connection_.run("ANALYZE " + pairs);
    refer("_pairs", "origin", "_places");
    refer("_pairs", "destination", "_places");
}

void RouteTablesWriter::refer(std::string_view from, const char* column, std::string_view to) {
    connection_.run(fmt::format("ALTER TABLE {} ADD FOREIGN KEY ({}) REFERENCES {} (id)",
                                table(from), column, table(to)));
}

void RouteTablesWriter::make_view() {
    connection_.run(create_route_view(routes_.columns(),
                                      [&](std::string_view suffix) { return table(suffix); }));
}

void RouteTablesWriter::finish(std::vector<index::PackedBox> pieces) {
    drop_layer(connection_, name_);
    make_places();
    make_pairs();
    routes_.finish();
    connection_.run("CREATE INDEX ON " + table("_routes") + " (pair)");
    refer("_routes", "pair", "_pairs");
    make_view();
    keep_route_index(connection_, name_, std::move(pieces));
}

}  // namespace tamga::store::postgis
