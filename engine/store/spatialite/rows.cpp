// SPDX-License-Identifier: MIT
#include "engine/store/spatialite/rows.hpp"

#include "engine/store/layer.hpp"
#include "engine/store/spatialite/geometry_blob.hpp"
#include "engine/store/spatialite/layer_table.hpp"
#include "engine/store/spatialite/route_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tamga::store {
namespace {

/// Those that are shown.
std::vector<std::string> columns_of(base::Database& database, const Layer& layer) {
    const auto statement = database.prepare("SELECT * FROM " + quoted(layer.name) + " LIMIT 0");
    std::vector<std::string> columns;
    for (int i = 0; i < statement.columns(); ++i) {
        const std::string name = statement.column_name(i);
        if (name != "geom") {
            columns.push_back(name);
        }
    }
    return columns;
}

/// Boxes in the file are of float32; windows are widened by more than that loses.
geo::Box widened(const geo::Box& box) {
    constexpr double margin = 1e-4;  // A float32 beside 180 is right to 8e-6.
    return {{.lon = box.south_west.lon - margin, .lat = box.south_west.lat - margin},
            {.lon = box.north_east.lon + margin, .lat = box.north_east.lat + margin}};
}

/// A condition, with the values of its parameters.
struct Condition {
    std::string sql;
    int bound_later = 0;  ///< How many parameters come before these.
    std::vector<geo::Box> windows = {};
};

/// The fids that an R-tree has in one of the windows, by one search for each.
Condition in_tree(const std::string& tree, const std::vector<geo::Box>& windows) {
    std::string keys;
    for (std::size_t i = 0; i < windows.size(); ++i) {
        keys += (keys.empty() ? "" : " UNION ALL ") +
                fmt::format(
                    "SELECT pkid FROM {} WHERE xmax >= ? AND xmin <= ? AND ymax >= ? AND "
                    "ymin <= ?",
                    quoted(tree));
    }
    return {.sql = "t.fid IN (" + keys + ")", .windows = windows};
}

Condition condition_of(const Layer& layer, const Scan& scan) {
    switch (scan.reach) {
        case Scan::Reach::all:
            return {.sql = "1"};
        case Scan::Reach::touching:
        case Scan::Reach::passing:
            return in_tree("idx_" + layer.name + "_geom", scan.windows);
        case Scan::Reach::listed:
            break;
    }
    return {.sql = "fid = ?", .bound_later = 1};
}

std::string selecting(const Layer& layer, const std::vector<std::string>& columns,
                      const std::string& condition) {
    std::string sql = "SELECT geom, fid";
    for (const std::string& column : columns) {
        sql += ", " + quoted(column);
    }
    return sql + " FROM " + quoted(layer.name) + " t WHERE " + condition + " ORDER BY fid";
}

void bind(base::Statement& statement, const Condition& condition) {
    int parameter = condition.bound_later;
    for (const geo::Box& window : condition.windows) {
        const geo::Box box = widened(window);
        for (const double side :
             {box.south_west.lon, box.north_east.lon, box.south_west.lat, box.north_east.lat}) {
            statement.bind(++parameter, side);
        }
    }
}

class TableRows final : public Rows {
public:
    TableRows(std::vector<std::string> columns, base::Statement statement, const Scan& scan)
        : columns_{std::move(columns)},
          statement_{std::move(statement)},
          fids_{scan.fids},
          is_listed_{scan.reach == Scan::Reach::listed},
          sizes_(columns_.size()) {
        row_.values.resize(columns_.size());
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (!scan.values ||
                std::ranges::find(*scan.values, columns_[i]) != scan.values->end()) {
                wanted_.push_back(i);
            }
        }
    }

    const std::vector<std::string>& columns() const override { return columns_; }

    const Row* next() override {
        if (is_listed_) {
            if (at_ == fids_.size()) {
                return nullptr;
            }
            statement_.reset();
            statement_.bind(1, fids_[at_++]);
        }
        if (!statement_.step()) {
            return nullptr;
        }
        read();
        return &row_;
    }

    model::Shape geometry(model::Features& features) const override {
        const ByteView blob = statement_.blob(0);
        return blob.empty() ? model::Shape::none : decode_geometry(blob, features);
    }

private:
    void read() {
        row_.fid = statement_.integer(1);
        for (const std::size_t i : wanted_) {
            row_.values[i] = value_of(statement_, static_cast<int>(i) + own_columns, sizes_[i]);
        }
    }

    static constexpr int own_columns = 2;  // geom and fid.

    std::vector<std::string> columns_;
    base::Statement statement_;
    std::vector<std::int64_t> fids_;
    bool is_listed_;
    std::size_t at_ = 0;  ///< The next of fids_.
    Row row_;
    std::vector<std::size_t> wanted_;  ///< Which of the columns are read.
    std::vector<std::string> sizes_;   ///< Of BLOBs, as text.
};

/// There is no window, so nothing is in one.
class NoRows final : public Rows {
public:
    explicit NoRows(std::vector<std::string> columns) : columns_{std::move(columns)} {}

    const std::vector<std::string>& columns() const override { return columns_; }
    const Row* next() override { return nullptr; }
    model::Shape geometry(model::Features&) const override { return model::Shape::none; }

private:
    std::vector<std::string> columns_;
};

}  // namespace

model::Value value_of(const base::Statement& statement, int column, std::string& room) {
    if (statement.is_null(column)) {
        return {};
    }
    if (statement.is_integer(column)) {
        return statement.integer(column);
    }
    if (statement.is_real(column)) {
        return statement.real(column);
    }
    if (statement.is_blob(column)) {
        room = fmt::format("({} bytes)", statement.blob(column).size());
        return std::string_view{room};
    }
    return statement.text(column);
}

std::unique_ptr<Rows> spatialite_rows(SpatialDatabase& spatial, const Layer& layer,
                                      const Scan& scan) {
    if (layer.kind == Kind::routes) {
        return route_rows(spatial, layer, scan);
    }
    base::Database& database = spatial.database();
    require_table(database, layer.name, layer.name);
    std::vector<std::string> columns = columns_of(database, layer);
    const bool by_window =
        scan.reach == Scan::Reach::touching || scan.reach == Scan::Reach::passing;
    if (by_window && scan.windows.empty()) {
        return std::make_unique<NoRows>(std::move(columns));
    }
    const Condition condition = condition_of(layer, scan);
    base::Statement statement = database.prepare(selecting(layer, columns, condition.sql));
    bind(statement, condition);
    return std::make_unique<TableRows>(std::move(columns), std::move(statement), scan);
}

}  // namespace tamga::store
