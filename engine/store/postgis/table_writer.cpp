// SPDX-License-Identifier: MIT
#include "engine/store/postgis/table_writer.hpp"

#include "engine/base/error.hpp"
#include "engine/store/postgis/layer_tables.hpp"

#include <fmt/format.h>

#include <iterator>
#include <utility>

namespace tamga::store::postgis {
namespace {

/// Those of a file of SpatiaLite, so that a source has the same columns in both, and those that every
/// table of PostgreSQL has.
std::vector<std::string> with_reserved(std::vector<std::string> names) {
    for (const char* name : {"fid", "geom", "rowid", "oid", "_rowid_", "tableoid", "ctid", "xmin",
                             "xmax", "cmin", "cmax"}) {
        names.emplace_back(name);
    }
    return names;
}

std::string_view declaration(ColumnType type) {
    return type == ColumnType::integer ? "bigint"
           : type == ColumnType::real  ? "double precision"
                                       : "text";
}

void check_width(const std::string& layer, std::size_t columns) {
    constexpr std::size_t most = 1590;  // PostgreSQL: 1600 with fid and geom.
    if (columns > most) {
        throw Error{Fault::input, fmt::format("layer '{}' has more than {} attributes, and a table "
                                              "of PostgreSQL no room for them",
                                              layer, most)};
    }
}

}  // namespace

TableWriter::TableWriter(Connection& connection, std::string name, Kind kind)
    : connection_{connection},
      name_{std::move(name)},
      geometry_{geometry_of(kind)},
      columns_{{.reserved = with_reserved({}), .longest_name = longest_name}, {}} {}

TableWriter::TableWriter(Connection& connection, std::string name,
                         const std::vector<FixedColumn>& fixed, std::vector<std::string> reserved)
    : connection_{connection},
      name_{std::move(name)},
      columns_{{.reserved = with_reserved(std::move(reserved)), .longest_name = longest_name},
               fixed} {
    for (const FixedColumn& column : fixed) {
        whole_.push_back(column.type == ColumnType::integer);
    }
}

void TableWriter::set(std::size_t column, const model::Value& value) {
    row_.resize(columns_.size());
    row_[column] = value;
    columns_.add(column, value);
}

void TableWriter::set_attributes(std::span<const model::Attribute> attributes) {
    for (const model::Attribute& attribute : attributes) {
        set(columns_.column_of(attribute.name), attribute.value);
    }
    check_width(name_, columns_.size());
}

void TableWriter::add_row(std::span<const model::Value> fixed,
                          std::span<const model::Attribute> attributes) {
    row_.assign(columns_.size(), {});
    for (std::size_t i = 0; i < fixed.size(); ++i) {
        set(i, fixed[i]);
    }
    set_attributes(attributes);
    spool_row({});
}

void TableWriter::add(const model::FeatureView& shape,
                      std::span<const model::Attribute> attributes) {
    row_.assign(columns_.size(), {});
    set_attributes(attributes);
    if (geometry_ == model::GeometryType::point && shape.positions.size() != 1) {
        geometry_ = model::GeometryType::multi_point;
    }
    const bool single = shape.shape == model::Shape::points && shape.positions.size() == 1;
    spool_row(encode_geometry(shape, single ? model::GeometryType::point : *geometry_));
}

/// Of row_, with this geometry if the table has any.
void TableWriter::spool_row(ByteView geometry) {
    spool_.row(row_.size() + (geometry_ ? 2 : 1));
    spool_.value(static_cast<std::int64_t>(++rows_));
    if (geometry_) {
        spool_.value(geometry);
    }
    for (const model::Value& value : row_) {
        spool_.value(value);
    }
}

void TableWriter::create() {
    std::string sql = "CREATE TABLE " + connection_.table(name_) + " (fid bigint NOT NULL";
    if (geometry_) {
        sql += fmt::format(", geom geometry({}, 4326)", model::wkt_name(*geometry_));
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        sql += fmt::format(", {} {}", quoted(columns_[i].name), declaration(columns_[i].type));
    }
    connection_.run(sql + ")");
}

void TableWriter::copy() {
    std::vector<Spool::Target> targets{{ColumnType::integer}};
    if (geometry_) {
        targets.push_back(
            {.convert = geometry_ == model::GeometryType::multi_point ? as_multi_point : nullptr});
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        targets.push_back({columns_[i].type});
    }
    spool_.send(connection_, connection_.table(name_), targets);
}

/// A whole number that is to be there may be longer than bigint, and came as its digits.
void TableWriter::make_numbers_of_digits() {
    for (std::size_t i = 0; i < whole_.size(); ++i) {
        if (whole_[i] && columns_[i].type == ColumnType::mixed) {
            connection_.run(fmt::format("ALTER TABLE {0} ALTER {1} TYPE numeric USING {1}::numeric",
                                        connection_.table(name_), quoted(columns_[i].name)));
        }
    }
}

void TableWriter::finish() {
    drop_layer(connection_, name_);
    create();
    copy();
    const std::string table = connection_.table(name_);
    make_numbers_of_digits();
    connection_.run("ALTER TABLE " + table + " ADD PRIMARY KEY (fid)");
    if (geometry_) {
        connection_.run("CREATE INDEX ON " + table + " USING gist (geom)");
    }
    connection_.run("ANALYZE " + table);
}

}  // namespace tamga::store::postgis
