// SPDX-License-Identifier: MIT
#include "engine/store/postgis/rows.hpp"

#include "engine/store/layer.hpp"
#include "engine/store/postgis/cursor.hpp"
#include "engine/store/postgis/geometry.hpp"
#include "engine/store/postgis/route_rows.hpp"
#include "engine/store/postgis/selecting.hpp"
#include "engine/store/postgis/table_shape.hpp"

#include <algorithm>
#include <utility>

namespace tamga::store::postgis {
namespace {

constexpr int own_columns = 2;  // The geometry and fid.

bool is_wanted(const Scan& scan, const std::string& column) {
    return !scan.values || std::ranges::find(*scan.values, column) != scan.values->end();
}

class TableRows final : public Rows {
public:
    TableRows(std::vector<StoredColumn> columns, std::unique_ptr<Cursor> cursor, const Scan& scan)
        : columns_{std::move(columns)}, cursor_{std::move(cursor)} {
        row_.values.resize(columns_.size());
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            names_.push_back(columns_[i].name);
            if (is_wanted(scan, columns_[i].name)) {
                wanted_.push_back(i);
            }
        }
    }

    const std::vector<std::string>& columns() const override { return names_; }

    const Row* next() override {
        if (!cursor_ || !cursor_->next()) {
            return nullptr;
        }
        row_.fid = cursor_->rows().integer(cursor_->row(), 1);
        int column = own_columns;
        for (const std::size_t i : wanted_) {
            row_.values[i] = value_in(cursor_->rows(), cursor_->row(), column++, columns_[i].as);
        }
        return &row_;
    }

    model::Shape geometry(model::Features& features) const override {
        const ByteView bytes = cursor_->rows().bytes(cursor_->row(), 0);
        return bytes.empty() ? model::Shape::none : decode_geometry(bytes, features);
    }

private:
    std::vector<StoredColumn> columns_;
    std::vector<std::string> names_;
    std::unique_ptr<Cursor> cursor_;  ///< Null: there is no row.
    Row row_;
    std::vector<std::size_t> wanted_;  ///< Which of the columns are read.
};

Query query_of(const std::string& table, const std::vector<StoredColumn>& columns,
               const Scan& scan) {
    Query query{.columns = "ST_AsBinary(t.geom, 'NDR'), t.fid::int8",
                .from = table + " t",
                .order = "t.fid"};
    for (const StoredColumn& column : columns) {
        if (is_wanted(scan, column.name)) {
            query.columns += ", " + column.expression;
        }
    }
    if (scan.reach == Scan::Reach::listed) {
        require_listed(query, scan.fids);
    } else if (scan.reach != Scan::Reach::all) {
        require_in(query, table, scan.windows);
    }
    return query;
}

}  // namespace

std::unique_ptr<Rows> rows_of(Connection& connection, const Layer& layer, const Scan& scan) {
    if (layer.kind == Kind::routes) {
        return route_rows(connection, layer, scan);
    }
    std::vector<StoredColumn> columns = columns_of(connection, layer.name);
    const bool by_window =
        scan.reach == Scan::Reach::touching || scan.reach == Scan::Reach::passing;
    std::unique_ptr<Cursor> cursor;
    if (!by_window || !scan.windows.empty()) {
        const Query query = query_of(connection.table(layer.name), columns, scan);
        cursor =
            std::make_unique<Cursor>(connection, query.sql(), query.parameters, Values::binary);
    }
    return std::make_unique<TableRows>(std::move(columns), std::move(cursor), scan);
}

}  // namespace tamga::store::postgis
