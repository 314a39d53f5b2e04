// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/adding/table_columns.hpp"
#include "engine/store/postgis/connection.hpp"
#include "engine/store/postgis/geometry.hpp"
#include "engine/store/postgis/spool.hpp"
#include "engine/store/table.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tamga::store::postgis {

/// How many bytes a name of PostgreSQL may have.
inline constexpr std::size_t longest_name = 63;

/// Fills one table. Rows are kept here until all are known; finish() makes the table with the types
/// that their values turned out to have, in place of the layer of that name.
class TableWriter final : public Table {
public:
    /// A table of features.
    TableWriter(Connection& connection, std::string name, Kind kind);
    /// A table of rows without a geometry; no attribute gets one of the `reserved` names.
    TableWriter(Connection& connection, std::string name, const std::vector<FixedColumn>& fixed,
                std::vector<std::string> reserved);

    void add(const model::FeatureView& shape,
             std::span<const model::Attribute> attributes) override;
    /// A row with a value for each fixed column.
    void add_row(std::span<const model::Value> fixed, std::span<const model::Attribute> attributes);
    void rename(const std::string& name) override { name_ = name; }
    void finish() override;

    const std::string& name() const override { return name_; }
    std::uint64_t rows() const override { return rows_; }
    const std::vector<std::string>& notes() const override { return columns_.notes(); }
    /// Those that are there so far, without fid and geom.
    std::vector<std::string> columns() const { return columns_.names(); }

private:
    void set(std::size_t column, const model::Value& value);
    void set_attributes(std::span<const model::Attribute> attributes);
    void spool_row(ByteView geometry);
    void create();
    void copy();
    void make_numbers_of_digits();

    Connection& connection_;
    std::string name_;
    std::optional<model::GeometryType> geometry_;
    TableColumns columns_;
    std::vector<bool> whole_;  ///< Which of the fixed columns are of whole numbers.
    Spool spool_;
    std::vector<model::Value> row_;
    std::uint64_t rows_ = 0;
};

}  // namespace tamga::store::postgis
