// SPDX-License-Identifier: MIT
#include "engine/store/postgis/route_rows.hpp"

#include "engine/base/error.hpp"
#include "engine/geo/route_line.hpp"
#include "engine/store/layer.hpp"
#include "engine/store/postgis/cursor.hpp"
#include "engine/store/postgis/route_index.hpp"
#include "engine/store/postgis/selecting.hpp"
#include "engine/store/postgis/table_shape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace tamga::store::postgis {
namespace {

/// What every route is read with.
enum Own : int {
    fid,
    pair,
    weight,
    origin,
    destination,
    length,
    from_lon,
    from_lat,
    to_lon,
    to_lat
};
constexpr std::string_view own_columns =
    "t.fid::int8, t.pair::int8, t.weight_millionths::text, p.origin::int8, p.destination::int8, "
    "p.length_m::float8, o.lon::float8, o.lat::float8, d.lon::float8, d.lat::float8";
constexpr int own_count = 10;

/// A column that everybody sees: in the view, without those that are hidden.
struct ShownColumn {
    StoredColumn stored;
    bool wanted = true;
    int column = -1;  ///< Of the query's rows.
};

using As = StoredColumn::As;

std::vector<ShownColumn> shown_columns(Connection& connection, const std::string& table,
                                       const Scan& scan) {
    std::vector<StoredColumn> own = columns_of(connection, table);
    const auto weight = std::ranges::find(own, "weight", &StoredColumn::name);
    if (weight == own.end()) {
        throw Error{Fault::input, "table '" + table + "' has no column 'weight'"};
    }
    std::vector<StoredColumn> stored{
        {"fid", As::integer, "t.fid::int8"},         {"origin", As::text, "o.name::text"},
        {"destination", As::text, "d.name::text"},   {"from_lon", As::real, "o.lon::float8"},
        {"from_lat", As::real, "o.lat::float8"},     {"to_lon", As::real, "d.lon::float8"},
        {"to_lat", As::real, "d.lat::float8"},       *weight,
        {"length_m", As::real, "p.length_m::float8"}};
    constexpr std::array<std::string_view, 4> not_again{"fid", "pair", "weight",
                                                        "weight_millionths"};
    std::ranges::copy_if(own, std::back_inserter(stored), [&](const StoredColumn& column) {
        return std::ranges::find(not_again, column.name) == not_again.end();
    });
    std::vector<ShownColumn> columns;
    int next = own_count;
    for (StoredColumn& column : stored) {
        const bool wanted =
            !scan.values || std::ranges::find(*scan.values, column.name) != scan.values->end();
        columns.push_back({std::move(column), wanted, wanted ? next++ : -1});
    }
    return columns;
}

class RouteRows final : public Rows {
public:
    RouteRows(std::vector<ShownColumn> shown, std::unique_ptr<Cursor> cursor, std::string layer)
        : shown_{std::move(shown)}, cursor_{std::move(cursor)}, layer_{std::move(layer)} {
        for (const ShownColumn& column : shown_) {
            names_.push_back(column.stored.name);
        }
        row_.values.resize(shown_.size());
    }

    const std::vector<std::string>& columns() const override { return names_; }

    const Row* next() override {
        if (!cursor_ || !cursor_->next()) {
            return nullptr;
        }
        read(cursor_->rows(), cursor_->row());
        return &row_;
    }

    model::Shape geometry(model::Features& features) const override {
        for (const auto& line : geo::draw_route(row_.origin, row_.destination)) {
            features.positions(line);
            features.end_part();
        }
        return model::Shape::lines;
    }

private:
    void read(const Result& rows, int row) {
        row_.fid = rows.integer(row, Own::fid);
        row_.weight = route::weight_of_digits(rows.text(row, Own::weight));
        row_.pair = number(rows, row, Own::pair, Own::length);
        row_.origin_id = number(rows, row, Own::origin, Own::from_lon);
        row_.destination_id = number(rows, row, Own::destination, Own::to_lon);
        row_.length_m = rows.real(row, Own::length);
        row_.origin = {.lon = rows.real(row, Own::from_lon), .lat = rows.real(row, Own::from_lat)};
        row_.destination = {.lon = rows.real(row, Own::to_lon), .lat = rows.real(row, Own::to_lat)};
        for (std::size_t i = 0; i < shown_.size(); ++i) {
            if (shown_[i].wanted) {
                row_.values[i] = value_in(rows, row, shown_[i].column, shown_[i].stored.as);
            }
        }
    }

    /// Of a pair or a place that is there: the database holds every route to it, unless somebody has
    /// taken the references away.
    std::uint32_t number(const Result& rows, int row, Own column, Own proof) const {
        if (!rows.is_null(row, column) && rows.is_null(row, proof)) {
            throw Error{Fault::input, fmt::format("layer '{}' names the {} {}, which is not there",
                                                  layer_, column == Own::pair ? "pair" : "place",
                                                  rows.integer(row, column))};
        }
        return number_in(rows, row, column, layer_);
    }

    std::vector<ShownColumn> shown_;
    std::vector<std::string> names_;
    std::unique_ptr<Cursor> cursor_;  ///< Null: there is no row.
    std::string layer_;
    Row row_;
};

Query query_of(const Connection& connection, const Layer& layer,
               const std::vector<ShownColumn>& columns) {
    const auto table = [&](const char* suffix) { return connection.table(layer.name + suffix); };
    Query query{
        .columns = std::string{own_columns},
        .from = fmt::format("{} t LEFT JOIN {} p ON p.id = t.pair LEFT JOIN {} o ON o.id = "
                            "p.origin LEFT JOIN {} d ON d.id = p.destination",
                            table("_routes"), table("_pairs"), table("_places"), table("_places")),
        .order = "t.fid"};
    for (const ShownColumn& column : columns) {
        if (column.wanted) {
            query.columns += ", " + column.stored.expression;
        }
    }
    return query;
}

}  // namespace

std::unique_ptr<Rows> route_rows(Connection& connection, const Layer& layer, const Scan& scan) {
    const std::string table = layer.name + "_routes";
    for (const char* suffix : {"_places", "_pairs"}) {
        columns_of(connection, layer.name + suffix);
    }
    std::vector<ShownColumn> columns = shown_columns(connection, table, scan);
    Query query = query_of(connection, layer, columns);
    bool is_empty = false;
    if (scan.reach == Scan::Reach::listed) {
        require_listed(query, scan.fids);
    } else if (scan.reach != Scan::Reach::all) {
        if (const auto pairs = pairs_passing(connection, layer.name, scan.windows)) {
            is_empty = pairs->empty();
            query.require("t.pair = ANY (" + query.parameter(array_of(*pairs)) + "::int8[])");
        }
    }
    if (!scan.period.empty()) {
        query.require("t.\"time\" = " + query.parameter(scan.period));
    }
    auto cursor = is_empty ? nullptr
                           : std::make_unique<Cursor>(connection, query.sql(), query.parameters,
                                                      Values::binary);
    return std::make_unique<RouteRows>(std::move(columns), std::move(cursor), layer.name);
}

}  // namespace tamga::store::postgis
