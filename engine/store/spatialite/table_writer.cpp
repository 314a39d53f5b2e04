// SPDX-License-Identifier: MIT
#include "engine/store/spatialite/table_writer.hpp"

#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"

#include <fmt/format.h>

#include <utility>

namespace tamga::store {
namespace {

/// BIGINT rather than INTEGER: GDAL takes the latter for 32 bits.
std::string_view declaration(ColumnType type) {
    return type == ColumnType::integer ? "BIGINT" : type == ColumnType::real ? "DOUBLE" : "TEXT";
}

void bind(base::Statement& statement, int parameter, const model::Value* value) {
    struct Bind {
        base::Statement& statement;
        int parameter;

        void operator()(std::monostate) const { statement.bind_null(parameter); }
        void operator()(bool flag) const {
            statement.bind(parameter, static_cast<std::int64_t>(flag ? 1 : 0));
        }
        void operator()(std::int64_t number) const { statement.bind(parameter, number); }
        void operator()(std::uint64_t number) const {  // Past what SQLite can hold as a number.
            statement.bind(parameter, std::string_view{fmt::format("{}", number)});
        }
        void operator()(double number) const { statement.bind(parameter, number); }
        void operator()(std::string_view text) const { statement.bind(parameter, text); }
    };
    std::visit(Bind{statement, parameter}, value == nullptr ? model::Value{} : *value);
}

void check_width(const std::string& layer, std::size_t columns) {
    constexpr std::size_t most = 1990;  // SQLite: 2000 with fid and geom.
    if (columns > most) {
        throw Error{Fault::input, fmt::format("layer '{}' has more than {} attributes, and a table "
                                              "of SQLite no room for them",
                                              layer, most)};
    }
}

/// The last three are SQLite's names for the primary key.
std::vector<std::string> with_reserved(std::vector<std::string> names) {
    names.insert(names.end(), {"fid", "geom", "rowid", "oid", "_rowid_"});
    return names;
}

}  // namespace

TableWriter::TableWriter(SpatialDatabase& database, std::string name, Kind kind)
    : database_{database},
      name_{std::move(name)},
      geometry_{geometry_of(kind)},
      columns_{{.reserved = with_reserved({})}, {}} {
    create();
}

TableWriter::TableWriter(SpatialDatabase& database, std::string name,
                         const std::vector<FixedColumn>& fixed, std::vector<std::string> reserved)
    : database_{database},
      name_{std::move(name)},
      columns_{{.reserved = with_reserved(std::move(reserved))}, fixed} {
    create();
}

std::string TableWriter::key_columns() const {
    return geometry_ ? "fid INTEGER PRIMARY KEY, geom BLOB" : "fid INTEGER PRIMARY KEY";
}

void TableWriter::create() {
    database_.database().execute("CREATE TABLE " + quoted(name_) + " (" + key_columns() + ")");
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        add_column(columns_[i].name);
    }
}

void TableWriter::add_column(const std::string& name) {
    base::stop_if_interrupted();
    check_width(name_, columns_.size());
    insert_.reset();
    database_.database().execute("ALTER TABLE " + quoted(name_) + " ADD COLUMN " + quoted(name));
}

std::size_t TableWriter::column_of(std::string_view attribute) {
    const std::size_t known = columns_.size();
    const std::size_t column = columns_.column_of(attribute);
    if (column == known) {
        add_column(columns_[column].name);
    }
    return column;
}

void TableWriter::set(std::size_t column, const model::Value& value) {
    row_.resize(columns_.size());
    row_[column] = &value;
    columns_.add(column, value);
}

void TableWriter::add_row(std::span<const model::Value> fixed,
                          std::span<const model::Attribute> attributes) {
    check_width(name_, fixed.size() + attributes.size());
    row_.assign(columns_.size(), nullptr);
    for (std::size_t i = 0; i < fixed.size(); ++i) {
        set(i, fixed[i]);
    }
    for (const model::Attribute& attribute : attributes) {
        set(column_of(attribute.name), attribute.value);
    }
    insert({});
}

void TableWriter::add(const model::FeatureView& shape,
                      std::span<const model::Attribute> attributes) {
    check_width(name_, attributes.size());
    row_.assign(columns_.size(), nullptr);
    for (const model::Attribute& attribute : attributes) {
        set(column_of(attribute.name), attribute.value);
    }
    if (geometry_ == model::GeometryType::point && shape.positions.size() != 1) {
        geometry_ = model::GeometryType::multi_point;
    }
    const bool single = shape.shape == model::Shape::points && shape.positions.size() == 1;
    insert(encode_geometry(shape, single ? model::GeometryType::point : *geometry_));
}

/// Of row_, with this geometry if the table has any.
void TableWriter::insert(ByteView geometry) {
    if (!insert_) {
        std::string places = geometry_ ? "?, ?" : "?";
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            places += ", ?";
        }
        insert_.emplace(database_.database().prepare("INSERT INTO " + quoted(name_) + " VALUES (" +
                                                     places + ")"));
    }
    int parameter = 1;
    insert_->bind(parameter, static_cast<std::int64_t>(++rows_));
    if (geometry_) {
        insert_->bind(++parameter, geometry);
    }
    for (const model::Value* value : row_) {
        bind(*insert_, ++parameter, value);
    }
    insert_->run();
}

void TableWriter::rename(const std::string& name) {
    insert_.reset();
    database_.database().execute("ALTER TABLE " + quoted(name_) + " RENAME TO " + quoted(name));
    name_ = name;
}

void TableWriter::make_texts_of_mixed_columns() {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (columns_[i].type == ColumnType::mixed) {
            const std::string name = quoted(columns_[i].name);
            database_.database().execute("UPDATE " + quoted(name_) + " SET " + name + " = CAST(" +
                                         name + " AS TEXT) WHERE typeof(" + name +
                                         ") IN ('integer', 'real')");
        }
    }
}

void TableWriter::declare_types() {
    // SQLite keeps a value's own type, so a declaration can follow the values. Changing it in the
    // schema table is what sqlite.org/lang_altertable.html describes for changes that do not touch
    // what is on disk.
    std::string sql = "CREATE TABLE " + quoted(name_) + " (" + key_columns();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        sql += fmt::format(", {} {}", quoted(columns_[i].name), declaration(columns_[i].type));
    }
    base::Database& database = database_.database();
    database.execute("PRAGMA writable_schema = ON");
    database.prepare("UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?")
        .bind(1, std::string_view{sql + ")"})
        .bind(2, std::string_view{name_})
        .run();
    database.execute("PRAGMA writable_schema = RESET");
}

void TableWriter::finish() {
    insert_.reset();
    make_texts_of_mixed_columns();
    if (geometry_ == model::GeometryType::multi_point) {
        database_.database().execute("UPDATE " + quoted(name_) +
                                     " SET geom = CastToMultiPoint(geom)");
    }
    declare_types();
    if (!geometry_) {
        return;
    }
    const std::string table = literal(name_);
    database_.call(fmt::format("RecoverGeometryColumn({}, 'geom', 4326, '{}', 'XY')", table,
                               model::wkt_name(*geometry_)));
    database_.call("CreateSpatialIndex(" + table + ", 'geom')");
}

}  // namespace tamga::store
